using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Portal.Domain.Remediations;

namespace Portal.Tests.Remediations;

public sealed class RemediationTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Act_OnASuggestion_OrdersOneOperationAndSaysWhatIsUnderWay()
    {
        var tenant = await host.SignUpAsync();
        var id = await FoundAsync(tenant);
        var before = await tenant.GetAsync($"/api/v1/remediations/{id}");
        ((string?)before["state"], (string?)before["kind"], (bool?)before["mayAct"], (string?)before["remedyWords"]).ShouldBe(("suggested", "crashLoop", true, "Delete the pod web-1."));

        var accepted = await (await tenant.SendAsync(HttpMethod.Post, $"/api/v1/remediations/{id}/attempts", new { })).ShouldBeAsync(HttpStatusCode.Accepted);
        var now = accepted["remediation"]!;
        ((string?)now["state"], (bool?)now["mayAct"], (int?)now["attempts"]![0]!["number"]).ShouldBe(("acted", false, 1));
        var operation = await tenant.GetAsync($"/api/v1/operations/{accepted["operation"]}");
        ((string?)operation["kind"], (string?)operation["subjectId"]).ShouldBe(("remediation.act", id));
        await (await tenant.SendAsync(HttpMethod.Post, $"/api/v1/remediations/{id}/attempts", new { })).ShouldBeProblemAsync(HttpStatusCode.Conflict, "remediation.under-way");
        (await tenant.GetAsync("/api/v1/audit-records?action=remediation.acted"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Act_OnAdvice_SaysWhatAPersonCanDo()
    {
        var tenant = await host.SignUpAsync();
        var id = await FoundAsync(tenant, remedy: "tell");
        await (await tenant.SendAsync(HttpMethod.Post, $"/api/v1/remediations/{id}/attempts", new { })).ShouldBeProblemAsync(HttpStatusCode.Conflict, "remediation.for-people");
    }

    [Fact]
    public async Task Dismiss_NeedsAReasonAndIsForGood()
    {
        var tenant = await host.SignUpAsync();
        var id = await FoundAsync(tenant);
        var path = $"/api/v1/remediations/{id}/dismissals";
        await (await tenant.SendAsync(HttpMethod.Post, path, new { })).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
        var dismissed = await (await tenant.SendAsync(HttpMethod.Post, path, new { reason = "Known; the node is replaced tonight" })).ShouldBeAsync(HttpStatusCode.Created);
        ((string?)dismissed["state"], (string?)dismissed["dismissedReason"]).ShouldBe(("dismissed", "Known; the node is replaced tonight"));
        await (await tenant.SendAsync(HttpMethod.Post, path, new { reason = "Again" })).ShouldBeProblemAsync(HttpStatusCode.Conflict, "remediation.over");
        await (await tenant.SendAsync(HttpMethod.Post, $"/api/v1/remediations/{id}/attempts", new { })).ShouldBeProblemAsync(HttpStatusCode.Conflict, "remediation.over");
    }

    [Fact]
    public async Task Remediation_OfAnotherTenant_IsNotThere()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        var id = await FoundAsync(other);
        await (await mine.SendAsync(HttpMethod.Get, $"/api/v1/remediations/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        await (await mine.SendAsync(HttpMethod.Post, $"/api/v1/remediations/{id}/attempts", new { })).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        await (await mine.SendAsync(HttpMethod.Post, $"/api/v1/remediations/{id}/dismissals", new { reason = "x" })).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        (await mine.GetAsync("/api/v1/remediations"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task List_PageByPageAndFiltered_HasEachOnce()
    {
        var tenant = await host.SignUpAsync();
        List<string> made = [];
        for (var i = 0; i < 5; i++)
        {
            made.Add(await FoundAsync(tenant, name: $"web-{i}"));
        }

        var (found, cursor) = (new List<string>(), "");
        do
        {
            var page = await tenant.GetAsync($"/api/v1/remediations?limit=2&state=current{cursor}");
            found.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            cursor = (string?)page["nextCursor"] is { } next ? "&cursor=" + Uri.EscapeDataString(next) : "";
        }
        while (cursor.Length > 0);
        found.ShouldBe(Enumerable.Reverse(made));
        (await tenant.GetAsync("/api/v1/remediations?state=ended"))["items"]!.AsArray().ShouldBeEmpty();
        (await tenant.GetAsync("/api/v1/remediations?kind=routeDrift"))["items"]!.AsArray().ShouldBeEmpty();
        (await tenant.GetAsync("/api/v1/remediations?rollout=rol_nothing"))["items"]!.AsArray().ShouldBeEmpty();
        await (await tenant.SendAsync(HttpMethod.Get, "/api/v1/remediations?state=sunny&kind=rain")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
    }

    [Fact]
    public async Task Settings_AreReplacedInTheVersionThatWasRead()
    {
        var tenant = await host.SignUpAsync();
        var read = await tenant.GetAsync("/api/v1/remediation-settings");
        ((int?)read["version"], (string?)read["settings"]!["modes"]!["routeDrift"], (string?)read["settings"]!["coolDown"]).ShouldBe((0, "automatic", "PT10M"));
        await (await PutAsync(tenant, new { }, null)).ShouldBeProblemAsync(HttpStatusCode.PreconditionRequired, "request.if-match.missing");
        var refused = await (await PutAsync(tenant, new { perHour = 0, modes = new { crashLoop = "perhaps" } }, "0")).ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        refused["errors"]!.AsArray().Select(error => (string?)error!["pointer"]).ShouldBe(["/modes/crashLoop", "/perHour"]);

        using var answer = await PutAsync(tenant, new { perHour = 5, modes = new { crashLoop = "automatic" } }, "0");
        var written = await answer.ShouldBeAsync(HttpStatusCode.OK);
        (answer.Headers.ETag?.Tag, (int?)written["settings"]!["perHour"], (string?)written["settings"]!["modes"]!["crashLoop"], (string?)written["settings"]!["modes"]!["staleCache"])
            .ShouldBe(("\"1\"", 5, "automatic", "automatic"));
        await (await PutAsync(tenant, new { }, "0")).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "remediation-settings.changed");
    }

    private static async Task<HttpResponseMessage> PutAsync(TestTenant tenant, object settings, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/remediation-settings") { Content = JsonContent.Create(settings) };
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        return await tenant.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>As the operator leaves it.</summary>
    private async Task<string> FoundAsync(TestTenant tenant, string remedy = "delete_pod", string name = "web")
    {
        var id = new RemediationId(Guid.CreateVersion7());
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var insert = source.CreateCommand(
            """
            insert into portal.remediation (tenant_id, id, kind, object, object_uid, part, severity, state, found, remedy, remedy_words, remedy_target, first_seen_at, last_seen_at, updated_at)
            values ($1, $2, 'crash_loop', $3, 'u', 'stable', 'medium', 'suggested', 'One of 3 pods keeps crashing.', $4, 'Delete the pod web-1.', 'web-1', clock_timestamp(), now(), now())
            """);
        foreach (var value in (object[])[tenant.Uuid, id.Value, $"space/{name}", remedy])
        {
            insert.Parameters.Add(new() { Value = value });
        }

        await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return id.ToString();
    }
}
