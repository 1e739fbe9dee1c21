using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Portal.Tests.Objectives;

public sealed class ObjectiveTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Path = "/api/v1/objectives";

    [Fact]
    public async Task Create_OfADocument_IsOrderedListedAndDeletedByOperations()
    {
        var tenant = await InstalledAsync();
        var made = await (await tenant.SendAsync(HttpMethod.Post, Path, Document())).ShouldBeAsync(HttpStatusCode.Accepted);
        var id = (string)made["objective"]!;
        (await KindsAsync(tenant)).ShouldBe(["objective.apply"]);

        var found = await tenant.GetAsync($"{Path}/{id}");
        ((string?)found["name"], (string?)found["displayName"], (string?)found["plugin"], (string?)found["state"], (double?)found["target"], (string?)found["window"], (string?)found["origin"]).ShouldBe(
            ("availability", "Availability", "ci-status", "pending", 0.999, "30d", "portal"));
        ((string?)found["spec"]!["service"]).ShouldBe("ci-status");
        (await tenant.GetAsync($"{Path}?plugin=ci-status&state=pending"))["items"]!.AsArray().Count.ShouldBe(1);
        (await tenant.GetAsync($"{Path}?state=healthy"))["items"]!.AsArray().ShouldBeEmpty();

        await (await tenant.SendAsync(HttpMethod.Post, Path, Document())).ShouldBeProblemAsync(HttpStatusCode.Conflict, "objective.exists");
        await (await tenant.SendAsync(HttpMethod.Delete, $"{Path}/{id}")).ShouldBeAsync(HttpStatusCode.Accepted);
        await (await tenant.SendAsync(HttpMethod.Delete, $"{Path}/{id}")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "objective.removed");
        (await KindsAsync(tenant)).ShouldBe(["objective.apply", "objective.remove"]);
        (await tenant.GetAsync("/api/v1/audit-records?action=objective.deleted"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Replace_WithAnotherVersionThanIsThere_IsRefused()
    {
        var tenant = await InstalledAsync();
        var id = (string)(await (await tenant.SendAsync(HttpMethod.Post, Path, Document())).ShouldBeAsync(HttpStatusCode.Accepted))["objective"]!;
        await (await PutAsync(tenant, id, null, Document(0.99))).ShouldBeProblemAsync(HttpStatusCode.PreconditionRequired, "request.if-match.missing");
        await (await PutAsync(tenant, id, "7", Document(0.99))).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "objective.changed");
        await (await PutAsync(tenant, id, "1", Document(0.99, name: "other"))).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
        await (await PutAsync(tenant, id, "1", Document(0.99))).ShouldBeAsync(HttpStatusCode.Accepted);
        var found = await tenant.GetAsync($"{Path}/{id}");
        ((double?)found["target"], (long?)found["version"]).ShouldBe((0.99, 2));
    }

    [Theory]
    [InlineData("""{"apiVersion":"openslo/v2","kind":"SLO"}""", "/apiVersion")]
    [InlineData("""{"apiVersion":"openslo/v1","kind":"SLO","metadata":{"name":"Not Valid"},"spec":{}}""", "/metadata/name")]
    [InlineData("""{"apiVersion":"openslo/v1","kind":"SLO","metadata":{"name":"a"},"spec":{"service":"ci-status","objectives":[{"target":99.9}]}}""", "/spec/objectives/0/target")]
    public async Task Create_OfAWrongDocument_NamesThePath(string document, string pointer)
    {
        var tenant = await host.SignUpAsync();
        var response = await tenant.SendAsync(HttpMethod.Post, Path, JsonNode.Parse(document));
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain($"\"{pointer}\"");
    }

    [Fact]
    public async Task Create_AboutWhatIsNotTheTenants_IsRefused()
    {
        var tenant = await InstalledAsync();
        var unknown = await (await tenant.SendAsync(HttpMethod.Post, Path, Document(service: "docs"))).ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        unknown.ToJsonString().ShouldContain("\"/spec/service\"");
        var document = Document();
        document["spec"]!["indicator"]!["spec"]!["ratioMetric"] = JsonNode.Parse(
            """
            {"counter":true,"total":{"metricSource":{"type":"prometheus","spec":{"query":"a","url":"http://kubernetes.default.svc"}}},"bad":{"metricSource":{"type":"prometheus","spec":{"query":"b"}}}}
            """);
        var elsewhere = await (await tenant.SendAsync(HttpMethod.Post, Path, document)).ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        elsewhere.ToJsonString().ShouldContain("\"/spec/indicator/spec/ratioMetric/total/metricSource/spec/url\"", Case.Sensitive, "the operator asks no server that a tenant makes up");
    }

    [Fact]
    public async Task Override_OfABudget_IsOrderedWithWhoAndWhyAndShown()
    {
        var tenant = await InstalledAsync();
        var id = (string)(await (await tenant.SendAsync(HttpMethod.Post, Path, Document())).ShouldBeAsync(HttpStatusCode.Accepted))["objective"]!;
        await (await tenant.SendAsync(HttpMethod.Post, $"{Path}/{id}/overrides", new { reason = "", until = TimeProvider.System.GetUtcNow().AddDays(8) }))
            .ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
        await (await tenant.SendAsync(HttpMethod.Post, $"{Path}/{id}/overrides", new { reason = "It is the fix.", until = TimeProvider.System.GetUtcNow().AddHours(2) })).ShouldBeAsync(HttpStatusCode.Accepted);
        var found = await tenant.GetAsync($"{Path}/{id}");
        ((string?)found["override"]!["by"], (string?)found["override"]!["reason"]).ShouldBe(("tests", "It is the fix."));
        (await KindsAsync(tenant)).ShouldBe(["objective.apply", "objective.override"]);
    }

    [Fact]
    public async Task Objective_OfAnotherTenant_IsNotFound()
    {
        var (mine, other) = (await InstalledAsync(), await host.SignUpAsync());
        var id = (string)(await (await mine.SendAsync(HttpMethod.Post, Path, Document())).ShouldBeAsync(HttpStatusCode.Accepted))["objective"]!;
        foreach (var part in (string[])["", "/history", "/violations", "/alerts"])
        {
            using var response = await other.Client.GetAsync(new Uri($"{Path}/{id}{part}", UriKind.Relative), TestContext.Current.CancellationToken);
            await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        }

        await (await other.SendAsync(HttpMethod.Delete, $"{Path}/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        await (await PutAsync(other, id, "1", Document())).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        (await other.GetAsync(Path))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task List_OfManyObjectives_GoesOnWhereItEndedAndIsSummedUp()
    {
        var tenant = await InstalledAsync();
        for (var i = 0; i < 5; i++)
        {
            await (await tenant.SendAsync(HttpMethod.Post, Path, Document(name: $"slo-{i}"))).ShouldBeAsync(HttpStatusCode.Accepted);
        }

        // As the operator writes it.
        await using var database = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var update = database.CreateCommand(
            """
            update portal.objective set state = 'exhausted', budget_left = -0.5, good = 0.9985, is_paging = true, breaker = 'open',
                burns = '[{"severity":"page","longWindow":"1h","shortWindow":"5m","factor":10,"longRate":40,"shortRate":30,"active":true}]'
            where tenant_id = $1 and name = 'slo-3'
            """);
        await using var measure = database.CreateCommand("update portal.objective set state = 'tight', budget_left = 0.2, good = 0.9992 where tenant_id = $1 and name = 'slo-1'");
        update.Parameters.Add(new() { Value = tenant.Uuid });
        (await update.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        measure.Parameters.Add(new() { Value = tenant.Uuid });
        (await measure.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);

        var first = await tenant.GetAsync($"{Path}?limit=3");
        var rest = await tenant.GetAsync($"{Path}?limit=3&cursor={Uri.EscapeDataString((string)first["nextCursor"]!)}");
        first["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(one => (string?)one!["name"]).ShouldBe(["slo-0", "slo-1", "slo-2", "slo-3", "slo-4"]);
        var worst = await tenant.GetAsync($"{Path}?sort=worst&limit=2");
        var better = await tenant.GetAsync($"{Path}?sort=worst&limit=3&cursor={Uri.EscapeDataString((string)worst["nextCursor"]!)}");
        worst["items"]!.AsArray().Concat(better["items"]!.AsArray()).Select(one => (string?)one!["name"]).ShouldBe(["slo-3", "slo-1", "slo-0", "slo-2", "slo-4"]);
        using var mixed = await tenant.Client.GetAsync(new Uri($"{Path}?cursor={Uri.EscapeDataString((string)worst["nextCursor"]!)}", UriKind.Relative), TestContext.Current.CancellationToken);
        await mixed.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.cursor.invalid");
        using var unknown = await tenant.Client.GetAsync(new Uri($"{Path}?sort=best", UriKind.Relative), TestContext.Current.CancellationToken);
        await unknown.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
        var summary = await tenant.GetAsync($"{Path}/summary");
        ((int?)summary["total"], (int?)summary["states"]!["exhausted"], (int?)summary["paging"], (int?)summary["openBreakers"], (double?)summary["worstBurn"], (string?)summary["leastBudgetOf"])
            .ShouldBe((5, 1, 1, 1, 3, "Availability"));
    }

    private static JsonObject Document(double target = 0.999, string name = "availability", string service = "ci-status") => new()
    {
        ["apiVersion"] = "openslo/v1",
        ["kind"] = "SLO",
        ["metadata"] = new JsonObject { ["name"] = name, ["displayName"] = "Availability" },
        ["spec"] = new JsonObject
        {
            ["service"] = service,
            ["timeWindow"] = new JsonArray { new JsonObject { ["duration"] = "30d", ["isRolling"] = true } },
            ["objectives"] = new JsonArray { new JsonObject { ["target"] = target } },
            ["indicator"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["ratioMetric"] = new JsonObject
                    {
                        ["counter"] = true,
                        ["total"] = new JsonObject { ["metricSource"] = new JsonObject { ["type"] = "rollout", ["spec"] = new JsonObject { ["name"] = service } } },
                    },
                },
            },
        },
    };

    private static async Task<HttpResponseMessage> PutAsync(TestTenant tenant, string id, string? version, JsonObject document)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Path}/{id}") { Content = JsonContent.Create(document) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        return await tenant.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> KindsAsync(TestTenant tenant) =>
        [.. (await tenant.GetAsync("/api/v1/operations"))["items"]!.AsArray().Select(one => (string)one!["kind"]!).Where(kind => kind.StartsWith("objective.", StringComparison.Ordinal)).Reverse()];

    private async Task<TestTenant> InstalledAsync()
    {
        var tenant = await host.SignUpAsync();
        await (await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status", version = "1.0.0" })).ShouldBeAsync(HttpStatusCode.Accepted);
        return tenant;
    }
}
