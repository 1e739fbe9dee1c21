using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit.Checkpoints;
using Portal.Infrastructure.Audit.Signing;
using Portal.Infrastructure.Database;

namespace Portal.Tests.Audit;

public sealed class AuditRouteTests(PortalHost host) : IClassFixture<PortalHost>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-audit-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Erasure_OfAMember_TakesTheNameOutOfEveryRecordAndIsInTheLog()
    {
        var (tenant, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        var members = (await tenant.GetAsync("/api/v1/members"))["items"]!.AsArray();
        var ada = (string)members.Single(member => (string?)member!["email"] == tenant.Email)!["id"]!;
        var before = (await tenant.GetAsync("/api/v1/audit-records?limit=500&actor=Ada"))["items"]!.AsArray().Count;
        before.ShouldBeGreaterThan(0);
        await (await other.SendAsync(HttpMethod.Post, $"/api/v1/members/{ada}/audit-erasures")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");

        var erased = await (await tenant.SendAsync(HttpMethod.Post, $"/api/v1/members/{ada}/audit-erasures")).ShouldBeAsync(HttpStatusCode.Created);

        ((string?)erased["member"], (long)erased["records"]! >= before).ShouldBe((ada, true));
        (await tenant.GetAsync("/api/v1/audit-records?limit=500&actor=Ada"))["items"]!.AsArray().ShouldBeEmpty();
        var record = (await tenant.GetAsync("/api/v1/audit-records?action=audit.person-erased"))["items"]!.AsArray().Single()!;
        ((string?)record["subjectId"]).ShouldBe(ada);
        (await AuditTreeCheck.ShouldBeWholeAsync(host, tenant)).ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Erasure_WhereTheLogTakesNoMore_IsRefusedAndErasesNothing()
    {
        var tenant = await host.SignUpAsync();
        var ada = (string)(await tenant.GetAsync("/api/v1/members"))["items"]![0]!["id"]!;
        var listed = (await tenant.GetAsync("/api/v1/audit-records"))["items"]!.AsArray().Count;
        await host.Database.ListAsync($"set session_replication_role = replica; update portal.audit_head set frontier = '' where tenant_id = '{tenant.Uuid}'; select ''");

        await (await tenant.SendAsync(HttpMethod.Post, $"/api/v1/members/{ada}/audit-erasures")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "audit.log.broken");

        // Whoever reads still sees what is there, and work goes on.
        (await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "still works" })).EnsureSuccessStatusCode();
        (await tenant.GetAsync("/api/v1/audit-records?actor=Ada"))["items"]!.AsArray().Count.ShouldBeInRange(1, listed);
    }

    [Fact]
    public async Task Reading_WhereTheLogTakesNoMore_IsNotedOnce()
    {
        var tenant = await host.SignUpAsync();
        await AuditTreeCheck.PlaceAsync(host, tenant);
        await host.Database.ListAsync($"set session_replication_role = replica; update portal.audit_head set frontier = '' where tenant_id = '{tenant.Uuid}'; select ''");

        for (var visit = 0; visit < 3; visit++)
        {
            await tenant.GetAsync("/api/v1/audit-records");
        }

        (await host.Database.ListAsync($"select action from portal.audit_pending_record where tenant_id = '{tenant.Uuid}'")).ShouldBe(["audit.read"]);
    }

    [Fact]
    public async Task Checkpoints_OfATenant_AreListedNewestFirstAndProvedByTheDeploymentsKey()
    {
        var tenant = await host.SignUpAsync();
        var signer = CheckpointSigner.FromPem("portal-audit", CheckpointSigner.NewPem());
        var writer = new CheckpointWriter(
            host.Services.GetRequiredService<TenantUnitOfWorks>(), host.Services.GetRequiredService<PlatformDatabase>(), signer, new FolderWitness(_folder.FullName));
        await writer.PublishKeyAsync(TimeProvider.System.GetUtcNow(), Cancel);
        var sizes = new List<long>();
        for (var round = 0; round < 3; round++)
        {
            (await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = $"key {round}" })).EnsureSuccessStatusCode();
            sizes.Insert(0, (await writer.WriteAsync(new TenantId(tenant.Uuid), Cancel)).Size);
        }

        var first = await tenant.GetAsync("/api/v1/audit-checkpoints?limit=2");
        var rest = await tenant.GetAsync($"/api/v1/audit-checkpoints?limit=2&cursor={Uri.EscapeDataString((string)first["nextCursor"]!)}");
        var keys = await host.Client().GetStringAsync("/api/v1/audit-signing-keys", Cancel);

        JsonNode[] listed = [.. first["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(item => item!)];
        listed.Select(checkpoint => (long)checkpoint["size"]!).ShouldBe(sizes);
        rest["nextCursor"].ShouldBeNull();
        keys.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldContain(signer.Key.ToString());
        listed.Select(checkpoint => (string)checkpoint["note"]!).ShouldBe(
            listed.Select(checkpoint => signer.Sign(new(new(tenant.Uuid), (long)checkpoint["size"]!, Convert.FromHexString((string)checkpoint["rootHash"]!)))));
        using var forged = await tenant.Client.GetAsync("/api/v1/audit-checkpoints?cursor=AAAA", Cancel);
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var onTenant = await tenant.Client.GetAsync("/api/v1/audit-signing-keys", Cancel);
        onTenant.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("plain", "plain")]
    public async Task Table_WithANameThatASpreadsheetWouldRun_HasItAsText(string name, string cell)
    {
        var tenant = await host.SignUpAsync();
        (await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name })).EnsureSuccessStatusCode();
        using var answer = await tenant.Client.GetAsync("/api/v1/audit-records/export?format=csv", Cancel);
        var lines = (await answer.Content.ReadAsStringAsync(Cancel)).Split("\r\n");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"{tenant.Slug}-audit.csv");
        lines.ShouldContain(line => line.Contains($",{cell},", StringComparison.Ordinal));
    }
}
