using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Tests.Audit;

public sealed class AuditProofTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Proof_OfEveryRecord_LeadsToTheRoot()
    {
        var tenant = await host.SignUpAsync();
        foreach (var record in (await GetAsync(tenant, "audit-records?limit=500"))["items"]!.AsArray())
        {
            var proof = await GetAsync(tenant, $"audit-records/{record!["id"]}/proof");
            ((bool)proof["isVerified"]!, (long)proof["sequence"]!).ShouldBe((true, (long)record["sequence"]!));
        }
    }

    [Fact]
    public async Task List_ReadTwice_IsInTheLogOnce()
    {
        var tenant = await host.SignUpAsync();
        await GetAsync(tenant, "audit-records");
        await GetAsync(tenant, "audit-records?action=audit.read");
        (await GetAsync(tenant, "audit-records?action=audit.read"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Export_AsLinesAndAsATable_HasEveryRecordAndIsInTheLog()
    {
        var tenant = await host.SignUpAsync();
        var lines = (await TextAsync(tenant, "audit-records/export?format=jsonl")).TrimEnd('\n').Split('\n');
        lines[0].ShouldStartWith("""{"export":"portal.audit/1","firstSequence":1,""");
        lines[^1].ShouldBe($"{{\"end\":{lines.Length - 2}}}");
        (await TextAsync(tenant, "audit-records/export?format=csv")).Split("\r\n")[0].ShouldStartWith("sequence,id,occurredAt,");
        (await GetAsync(tenant, "audit-records?action=audit.exported"))["items"]!.AsArray().Count.ShouldBe(2);
        using var refused = await tenant.Client.GetAsync("/api/v1/audit-records/export?format=xml", TestContext.Current.CancellationToken);
        await refused.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
    }

    [Fact]
    public async Task Consistency_OfTwoSizes_IsAProof()
    {
        var tenant = await host.SignUpAsync();
        await GetAsync(tenant, "audit-records");
        var proof = await GetAsync(tenant, "audit-checkpoints/consistency?from=1&to=2");
        ((long)proof["from"]!, (long)proof["to"]!, proof["path"]!.AsArray().Count).ShouldBe((1L, 2L, 1));
        using var refused = await tenant.Client.GetAsync("/api/v1/audit-checkpoints/consistency?from=5&to=2", TestContext.Current.CancellationToken);
        await refused.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
    }

    [Fact]
    public async Task Proof_OfAnotherTenantsRecord_IsNotFound()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        var theirs = (await GetAsync(other, "audit-records"))["items"]![0]!["id"];
        using var response = await mine.Client.GetAsync($"/api/v1/audit-records/{theirs}/proof", TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
    }

    private static async Task<JsonNode> GetAsync(TestTenant tenant, string path) => JsonNode.Parse(await TextAsync(tenant, path))!;

    private static async Task<string> TextAsync(TestTenant tenant, string path)
    {
        using var response = await tenant.Client.GetAsync("/api/v1/" + path, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }
}
