using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy.Export;

namespace Portal.Tests.Tenancy.Export;

public sealed class ExportTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Post_OfAnExport_OrdersOneAtATime()
    {
        var tenant = await host.SignUpAsync();
        using var first = await tenant.SendAsync(HttpMethod.Post, "/api/v1/exports");
        var export = await first.ShouldBeAsync(HttpStatusCode.Accepted);
        first.Headers.Location!.ToString().ShouldBe($"/api/v1/exports/{export["id"]}");
        using var second = await tenant.SendAsync(HttpMethod.Post, "/api/v1/exports");
        await second.ShouldBeProblemAsync(HttpStatusCode.Conflict, "export.under-way");

        (await tenant.GetAsync("/api/v1/exports"))["items"]!.AsArray().Select(item => (string)item!["state"]!).ShouldBe(["Queued"]);
        ((string)(await tenant.GetAsync($"/api/v1/operations/{export["operation"]}"))["kind"]!).ShouldBe("tenant.export");
        using var early = await tenant.Client.GetAsync($"/api/v1/exports/{export["id"]}/content");
        await early.ShouldBeProblemAsync(HttpStatusCode.Conflict, "export.not-ready");
    }

    [Fact]
    public async Task Get_OfAnArchive_StreamsItAndIsInTheAuditLog()
    {
        var tenant = await host.SignUpAsync();
        var export = await MadeAsync(tenant);
        using var response = await tenant.Client.GetAsync($"/api/v1/exports/{export["id"]}/content");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var archive = await response.Content.ReadAsByteArrayAsync();

        response.Content.Headers.ContentLength.ShouldBe(archive.Length);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        response.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldStartWith($"{tenant.Slug}-");
        ((string)export["digest"]!).ShouldBe($"sha256:{Convert.ToHexStringLower(SHA256.HashData(archive))}");
        using var zip = new ZipArchive(new MemoryStream(archive));
        zip.GetEntry("manifest.json").ShouldNotBeNull();
        zip.GetEntry("tables/member.jsonl").ShouldNotBeNull();
        zip.GetEntry("tables/session.jsonl").ShouldBeNull();
        var records = (await tenant.GetAsync("/api/v1/audit-records?action=tenant.export-downloaded"))["items"]!.AsArray();
        records.Select(record => (string)record!["subjectId"]!).ShouldBe([(string)export["id"]!]);
    }

    [Fact]
    public async Task Get_OfTheRestOfAnArchive_GoesOnWhereItBrokeOffAndOnlyInTheSameOne()
    {
        var tenant = await host.SignUpAsync();
        var export = await MadeAsync(tenant);
        var path = $"/api/v1/exports/{export["id"]}/content";
        using var whole = await tenant.Client.GetAsync(path);
        var archive = await whole.Content.ReadAsByteArrayAsync();

        var (status, rest, place) = await FromAsync(tenant, path, archive.Length / 2, whole.Headers.ETag!);
        (status, place).ShouldBe((HttpStatusCode.PartialContent, archive.Length / 2));
        rest.ShouldBe(archive[(archive.Length / 2)..]);
        (await FromAsync(tenant, path, archive.Length - 1, whole.Headers.ETag!)).Content.ShouldBe(archive[^1..]);
        (await FromAsync(tenant, path, archive.Length, whole.Headers.ETag!)).Status.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        // Another archive than the one that was begun: all of it.
        (await FromAsync(tenant, path, 10, new("\"another\""))).Content.ShouldBe(archive);
    }

    [Fact]
    public async Task Get_OfAnotherTenantsArchive_IsAsIfThereWereNone()
    {
        var (tenant, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        var export = await MadeAsync(tenant);
        foreach (var path in (string[])[$"/api/v1/exports/{export["id"]}", $"/api/v1/exports/{export["id"]}/content"])
        {
            using var foreign = await other.Client.GetAsync(path);
            await foreign.ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        }
    }

    [Fact]
    public async Task Exports_ForWhoIsNoAdmin_AreForbidden()
    {
        var tenant = await host.SignUpAsync();
        var email = $"erin@{tenant.Slug}.example";
        var admin = new Caller(new(tenant.Uuid), PrincipalKind.System, default, "tests", "Tests", Role.Admin, "tests");
        (await host.Services.GetRequiredService<AddMember>().ExecuteAsync(admin, new(email, "Erin", TestTenant.Password, "engineer"), CancellationToken.None)).Succeeded.ShouldBeTrue();
        using var session = await host.Client(tenant.Slug).PostAsJsonAsync("/api/v1/sessions", new { email, password = TestTenant.Password });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/exports");
        request.Headers.Add("Cookie", session.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var response = await host.Client(tenant.Slug).SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<JsonObject> MadeAsync(TestTenant tenant)
    {
        using var ordered = await tenant.SendAsync(HttpMethod.Post, "/api/v1/exports");
        var id = (string)(await ordered.ShouldBeAsync(HttpStatusCode.Accepted))["id"]!;
        ExportId.TryParse(id, out var export).ShouldBeTrue();
        (await host.Services.GetRequiredService<TenantExports>().MakeAsync(new(tenant.Uuid), export, (_, _) => Task.CompletedTask, CancellationToken.None)).ShouldBeTrue();
        return await tenant.GetAsync($"/api/v1/exports/{id}");
    }

    private static async Task<(HttpStatusCode Status, byte[] Content, long? From)> FromAsync(TestTenant tenant, string path, long from, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = new(from, null);
        request.Headers.IfRange = new(tag);
        using var response = await tenant.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentRange?.From);
    }
}
