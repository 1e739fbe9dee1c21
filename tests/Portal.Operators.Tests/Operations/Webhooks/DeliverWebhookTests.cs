using System.Text.Json.Nodes;
using Portal.Domain.Audit;

namespace Portal.Operators.Tests.Operations.Webhooks;

/// <summary>Real messages to a real listener; the outbox's trigger orders them.</summary>
public sealed class DeliverWebhookTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Deliver_OfWhatWasPublished_SendsItSignedOnce()
    {
        await using var world = await WebhookWorld.StartAsync(fixture.Database);
        var secret = await world.AddEndpointAsync("rollout", "domain");

        await world.PublishAsync("rollout", "rol_1");
        await world.PublishAsync("quota", "not asked for");
        await world.RunAsync();

        var request = world.Requests.ShouldHaveSingleItem();
        var body = JsonNode.Parse(request.Body)!.AsObject();
        ((string?)body["type"], (string?)body["data"]!["id"]).ShouldBe(("rollout.changed", "rol_1"));
        request.Headers["webhook-id"].ShouldStartWith("whd_");
        request.Headers["webhook-signature"].ShouldBe(WebhookWorld.Sign(request, secret));
        (await world.ListAsync("select status || ' ' || answer from portal.webhook_attempt")).ShouldBe(["204 "]);
        (await world.ListAsync("select (delivered_at is not null)::text from portal.webhook_delivery")).ShouldBe(["true"]);
    }

    [Fact]
    public async Task Deliver_OfASignature_BringsTheTenantWhatWasSigned()
    {
        await using var world = await WebhookWorld.StartAsync(fixture.Database);
        await world.AddEndpointAsync("checkpoint");

        var signed = await world.SignAuditLogAsync();
        await world.RunAsync();

        var body = JsonNode.Parse(world.Requests.ShouldHaveSingleItem().Body)!;
        ((string?)body["type"], (string?)body["data"]!["id"], (string?)body["data"]!["note"]).ShouldBe(("checkpoint.signed", "3", signed));
        AuditCheckpoint.Parse(SignedNote.Parse(signed)?.Text)!.Size.ShouldBe(3);
    }

    [Fact]
    public async Task Deliver_ToAnEndpointThatFails_IsTriedAgainWithTheSameIdAndBody()
    {
        await using var world = await WebhookWorld.StartAsync(fixture.Database);
        await world.AddEndpointAsync("rollout");
        world.Status = 500;
        await world.PublishAsync("rollout", "rol_1");
        await world.RunAsync();
        world.Status = 200;
        await world.RunAgainAsync();

        world.Requests.Select(request => request.Headers["webhook-id"]).Distinct().Count().ShouldBe(1);
        world.Requests.Select(request => request.Body).Distinct().Count().ShouldBe(1);
        world.Requests.Count.ShouldBe(2);
        (await world.ListAsync("select sequence || ' ' || coalesce(error, 'fine') from portal.webhook_attempt order by 1")).ShouldBe(["1 It answered 500.", "2 fine"]);
    }

    [Fact]
    public async Task Deliver_DuringAChangeOfSecrets_SignsWithBoth()
    {
        await using var world = await WebhookWorld.StartAsync(fixture.Database);
        var before = await world.AddEndpointAsync("rollout");
        var after = await world.RotateAsync();
        await world.PublishAsync("rollout", "rol_1");
        await world.RunAsync();

        var request = world.Requests.ShouldHaveSingleItem();
        request.Headers["webhook-signature"].ShouldBe($"{WebhookWorld.Sign(request, after)} {WebhookWorld.Sign(request, before)}");
    }

    [Fact]
    public async Task Deliver_WithARedirectOrAnEndlessAnswer_FollowsNothingAndKeepsItsBeginning()
    {
        await using var world = await WebhookWorld.StartAsync(fixture.Database);
        await world.AddEndpointAsync("rollout");
        world.Status = 302;
        world.Answer = new string('x', 200_000);
        await world.PublishAsync("rollout", "rol_1");
        await world.RunAsync();

        world.Requests.Count.ShouldBe(1);
        (await world.ListAsync("select status || ' ' || length(answer) from portal.webhook_attempt")).ShouldBe(["302 65536"]);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://localhost:9/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    public async Task Deliver_IntoAPrivateNetwork_IsRefusedBeforeAConnection(string url)
    {
        await using var world = await WebhookWorld.StartAsync(fixture.Database, allowPrivate: false);
        await world.AddEndpointAsync(new Uri(url), "rollout");
        await world.PublishAsync("rollout", "rol_1");
        await world.RunAsync();
        (await world.ListAsync("select error from portal.webhook_attempt")).Single().ShouldEndWith(" leads into a private network, which is not sent to.");
    }

    [Fact]
    public async Task Deliver_WithTheTenantsKeyDestroyed_SendsNothing()
    {
        await using var world = await WebhookWorld.StartAsync(fixture.Database);
        await world.AddEndpointAsync("rollout");
        await world.PublishAsync("rollout", "rol_1");
        await world.DestroyKeyAsync();
        await world.RunAsync();
        world.Requests.ShouldBeEmpty();
        (await world.ListAsync("select error from portal.operation")).Single().ShouldEndWith("was destroyed. What it sealed cannot be read again by anybody.");
    }

    [Fact]
    public async Task Delete_OfAnEndpoint_TakesItsMessagesAlong()
    {
        await using var world = await WebhookWorld.StartAsync(fixture.Database);
        await world.AddEndpointAsync("rollout");
        await world.PublishAsync("rollout", "rol_1");
        await world.DeleteEndpointAsync();
        await world.RunAsync();
        world.Requests.ShouldBeEmpty();
        (await world.ListAsync("select id::text from portal.webhook_delivery")).ShouldBeEmpty();
    }
}
