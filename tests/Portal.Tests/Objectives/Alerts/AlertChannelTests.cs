using System.Net;
using System.Net.Http.Json;

namespace Portal.Tests.Objectives.Alerts;

public sealed class AlertChannelTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Path = "/api/v1/alert-channels";

    [Fact]
    public async Task Create_OfAChannel_NeverShowsItsSecretAndCanBeTested()
    {
        var tenant = await host.SignUpAsync();
        var made = await (await tenant.SendAsync(HttpMethod.Post, Path, new
        {
            name = "On call", kind = "pagerDuty", secret = "R0UT1NGKEY", severity = "error", quietFrom = "22:00", quietUntil = "07:00", timeZone = "Europe/Berlin", escalateAfterMinutes = 15,
        })).ShouldBeAsync(HttpStatusCode.Created);

        made.ToJsonString().ShouldNotContain("R0UT1NGKEY");
        ((string?)made["kind"], (string?)made["severity"], (string?)made["quietFrom"], (bool?)made["hasSecret"], (int?)made["escalateAfterMinutes"]).ShouldBe(("pagerDuty", "error", "22:00", true, 15));
        (await tenant.GetAsync(Path)).ToJsonString().ShouldNotContain("R0UT1NGKEY");

        var test = await (await tenant.SendAsync(HttpMethod.Post, $"{Path}/{made["id"]}/tests")).ShouldBeAsync(HttpStatusCode.Accepted);
        var alert = (await tenant.GetAsync("/api/v1/alerts"))["items"]!.AsArray().Single()!;
        ((string?)alert["id"], (string?)alert["class"], (string?)alert["deliveries"]![0]!["channel"]).ShouldBe(((string?)test["alert"], "test", (string?)made["id"]));
        var seen = await (await tenant.SendAsync(HttpMethod.Post, $"/api/v1/alerts/{alert["id"]}/acknowledgements")).ShouldBeAsync(HttpStatusCode.Created);
        seen["acknowledgedAt"].ShouldNotBeNull();
        ((string?)seen["deliveries"]![0]!["channelName"]).ShouldBe("On call");

        (await tenant.SendAsync(HttpMethod.Delete, $"{Path}/{made["id"]}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await tenant.SendAsync(HttpMethod.Delete, $"{Path}/{made["id"]}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
    }

    [Fact]
    public async Task Channel_OfAnotherTenant_IsNotFound()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        var made = await (await mine.SendAsync(HttpMethod.Post, Path, new { name = "Mail", kind = "email", target = "ann@example.com" })).ShouldBeAsync(HttpStatusCode.Created);

        await (await other.SendAsync(HttpMethod.Post, $"{Path}/{made["id"]}/tests")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        await (await other.SendAsync(HttpMethod.Delete, $"{Path}/{made["id"]}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        (await other.GetAsync(Path))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_WithTheVersionThatWasRead_ReplacesAllButKindAndSecret()
    {
        var tenant = await host.SignUpAsync();
        var made = await (await tenant.SendAsync(HttpMethod.Post, Path, new { name = "Mail", kind = "email", target = "ann@example.com", severity = "info" })).ShouldBeAsync(HttpStatusCode.Created);
        var path = $"{Path}/{made["id"]}";
        object change = new
        {
            name = "Night mail", target = "bob@example.com", severity = "critical", quietFrom = "22:00", quietUntil = "07:00", timeZone = "Europe/Berlin", escalateAfterMinutes = 10,
            exceptions = new Dictionary<string, string> { ["nodata"] = "error", ["approval"] = "never" }, repeatAfterMinutes = 60,
        };

        await (await PutAsync(tenant, path, null, change)).ShouldBeProblemAsync(HttpStatusCode.PreconditionRequired, "request.if-match.missing");
        var changed = await (await PutAsync(tenant, path, "1", change)).ShouldBeAsync(HttpStatusCode.OK);
        ((string?)changed["name"], (string?)changed["target"], (string?)changed["severity"], (string?)changed["kind"], (string?)changed["exceptions"]!["approval"], (int?)changed["repeatAfterMinutes"], (int?)changed["version"])
            .ShouldBe(("Night mail", "bob@example.com", "critical", "email", "never", 60, 2));
        await (await PutAsync(tenant, path, "1", change)).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "alert-channel.changed");
        await (await PutAsync(tenant, $"{Path}/alc_00000000000000000000000000", "1", change)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");

        var routes = await tenant.GetAsync("/api/v1/alert-routes?class=nodata&severity=error");
        ((string?)routes["items"]![0]!["name"], (string?)routes["items"]![0]!["why"]).ShouldBe(("Night mail", "is told 10 minutes later, unless somebody acknowledges it"));
        (await tenant.GetAsync("/api/v1/alert-routes?class=approval&severity=critical"))["items"]![0]!["at"].ShouldBeNull();
        await (await tenant.SendAsync(HttpMethod.Get, "/api/v1/alert-routes?class=storm&severity=loud")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
    }

    [Fact]
    public async Task Secret_OfAWebhook_IsChangedWithoutAGapAndNeverShown()
    {
        var tenant = await host.SignUpAsync();
        var made = await (await tenant.SendAsync(HttpMethod.Post, Path, new { name = "Hook", kind = "webhook", target = "https://hooks.example.com/x", secret = new string('a', 32) })).ShouldBeAsync(HttpStatusCode.Created);
        var path = $"{Path}/{made["id"]}";

        var rotated = await (await tenant.SendAsync(HttpMethod.Post, path + "/secret-rotations", new { secret = new string('b', 32) })).ShouldBeAsync(HttpStatusCode.Created);
        (rotated["secondKeyUntil"] is null, (int?)rotated["version"]).ShouldBe((false, 2));
        rotated.ToJsonString().ShouldNotContain("bbbb");
        await (await tenant.SendAsync(HttpMethod.Post, path + "/secret-rotations", new { secret = "short" })).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");

        var off = await (await tenant.SendAsync(HttpMethod.Post, path + "/disablements")).ShouldBeAsync(HttpStatusCode.OK);
        off["disabledAt"].ShouldNotBeNull();
        ((string?)(await tenant.GetAsync("/api/v1/alert-routes?class=rollback&severity=critical"))["items"]![0]!["why"]).ShouldBe("is disabled");
        (await (await tenant.SendAsync(HttpMethod.Post, path + "/enablements")).ShouldBeAsync(HttpStatusCode.OK))["disabledAt"].ShouldBeNull();
    }

    [Fact]
    public async Task Alerts_Filtered_AreReadPageByPage()
    {
        var tenant = await host.SignUpAsync();
        var made = await (await tenant.SendAsync(HttpMethod.Post, Path, new { name = "Mail", kind = "email", target = "ann@example.com" })).ShouldBeAsync(HttpStatusCode.Created);
        for (var i = 0; i < 3; i++)
        {
            await (await tenant.SendAsync(HttpMethod.Post, $"{Path}/{made["id"]}/tests")).ShouldBeAsync(HttpStatusCode.Accepted);
        }

        var first = await tenant.GetAsync("/api/v1/alerts?limit=2&state=resolved&class=test");
        var second = await tenant.GetAsync($"/api/v1/alerts?limit=2&state=resolved&class=test&cursor={Uri.EscapeDataString((string)first["nextCursor"]!)}");
        var ids = first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(alert => (string)alert!["id"]!).ToList();
        (ids.Count, ids.Distinct().Count(), second["nextCursor"] is null).ShouldBe((3, 3, true));
        ((string?)(await tenant.GetAsync($"/api/v1/alerts/{ids[0]}"))["id"]).ShouldBe(ids[0]);
        (await tenant.GetAsync("/api/v1/alerts?state=open"))["items"]!.AsArray().ShouldBeEmpty();
        (await tenant.GetAsync("/api/v1/alerts?severity=warning"))["items"]!.AsArray().ShouldBeEmpty();
        (await tenant.GetAsync("/api/v1/alerts?plugin=ci-status"))["items"]!.AsArray().ShouldBeEmpty();
        await (await tenant.SendAsync(HttpMethod.Get, "/api/v1/alerts?state=loud&rollout=x")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
        var other = await host.SignUpAsync();
        await (await other.SendAsync(HttpMethod.Get, $"/api/v1/alerts/{ids[0]}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
    }

    [Theory]
    [InlineData("""{"name":"x","kind":"pigeon"}""", "/kind")]
    [InlineData("""{"name":"","kind":"pagerDuty","secret":"R0UT1NGKEY"}""", "/name")]
    [InlineData("""{"name":"x","kind":"email","target":"not an address"}""", "/target")]
    [InlineData("""{"name":"x","kind":"webhook","target":"ftp://x","secret":"012345678901234567890123"}""", "/target")]
    [InlineData("""{"name":"x","kind":"webhook","target":"https://x.example","secret":"short"}""", "/secret")]
    [InlineData("""{"name":"x","kind":"slackWebhook","secret":"not an address"}""", "/secret")]
    [InlineData("""{"name":"x","kind":"pagerDuty","secret":"R0UT1NGKEY","severity":"loud"}""", "/severity")]
    [InlineData("""{"name":"x","kind":"pagerDuty","secret":"R0UT1NGKEY","quietFrom":"22:00"}""", "/quietFrom")]
    [InlineData("""{"name":"x","kind":"pagerDuty","secret":"R0UT1NGKEY","timeZone":"Atlantis"}""", "/timeZone")]
    [InlineData("""{"name":"x","kind":"pagerDuty","secret":"R0UT1NGKEY","escalateAfterMinutes":0}""", "/escalateAfterMinutes")]
    [InlineData("""{"name":"x","kind":"pagerDuty","secret":"R0UT1NGKEY","repeatAfterMinutes":1441}""", "/repeatAfterMinutes")]
    [InlineData("""{"name":"x","kind":"pagerDuty","secret":"R0UT1NGKEY","exceptions":{"storm":"never"}}""", "/exceptions")]
    [InlineData("""{"name":"x","kind":"pagerDuty","secret":"R0UT1NGKEY","exceptions":{"rollback":"sometimes"}}""", "/exceptions/rollback")]
    public async Task Create_WrongField_IsNamed(string body, string pointer)
    {
        var tenant = await host.SignUpAsync();
        var response = await tenant.SendAsync(HttpMethod.Post, Path, System.Text.Json.Nodes.JsonNode.Parse(body)!);
        ((int)response.StatusCode).ShouldBeOneOf(400, 422);
        var problem = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        problem.ShouldContain($"\"{pointer}\"");
    }

    private static async Task<HttpResponseMessage> PutAsync(TestTenant tenant, string path, string? version, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        return await tenant.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
