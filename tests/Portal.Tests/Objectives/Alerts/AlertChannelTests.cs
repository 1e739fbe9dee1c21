using System.Net;

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
    public async Task Create_WrongField_IsNamed(string body, string pointer)
    {
        var tenant = await host.SignUpAsync();
        var response = await tenant.SendAsync(HttpMethod.Post, Path, System.Text.Json.Nodes.JsonNode.Parse(body)!);
        ((int)response.StatusCode).ShouldBeOneOf(400, 422);
        var problem = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        problem.ShouldContain($"\"{pointer}\"");
    }
}
