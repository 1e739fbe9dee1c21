using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations.Webhooks;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Objectives.Alerts;

/// <summary>S61 and S64: real messages to loopback receivers that fail, stall and are told twice.</summary>
public sealed class DeliverAlertTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task S61_TheSameTransitionToldAgain_IsOneAlertAndOneMessage()
    {
        await using var receiver = await LoopbackServer.StartAsync(_ => "ok");
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.AddChannelAsync(AlertChannelKind.SlackWebhook, receiver.Url + "hook");

        // Two replicas at once, then one after a restart.
        var told = await Task.WhenAll(world.RaiseAsync(), world.RaiseAsync());
        told.Count(isNew => isNew).ShouldBe(1);
        (await world.RaiseAsync()).ShouldBeFalse();
        await world.RunAsync();
        await world.RunAsync();

        receiver.Requests.Count.ShouldBe(1);
        (await world.RaiseAsync("8/RolledBack")).ShouldBeTrue("another transition is another alert");
    }

    [Fact]
    public async Task Slack_Webhook_GetsEscapedTextAndASectionThatFits()
    {
        await using var receiver = await LoopbackServer.StartAsync(_ => "ok");
        await using var world = await AlertWorld.StartAsync(fixture.Database, ("DashboardUrl", "https://{slug}.portal.example"), ("RunbookUrl", "https://docs.example/alerts"));
        await world.AddChannelAsync(AlertChannelKind.SlackWebhook, receiver.Url + "services/T/B/x");
        await world.RaiseAsync();
        await world.RunAsync();

        var request = receiver.Requests.ShouldHaveSingleItem();
        request.Target.ShouldBe("/services/T/B/x");
        var body = JsonNode.Parse(request.Text)!;
        ((string)body["text"]!).ShouldBe("🟡 ci-status 1.1.0: rolled back");
        var section = (string)body["blocks"]![1]!["text"]!["text"]!;
        section.ShouldContain("31 of 620 &lt;requests&gt; failed.\nFrom: 1.0.0\nTo: 1.1.0\nhttps://t-");
        section.ShouldEndWith(".portal.example/rollouts/rol_1\nhttps://docs.example/alerts#rollback");
    }

    [Fact]
    public async Task Slack_Bot_ChangesItsMessageWhenItIsOver()
    {
        await using var slack = await LoopbackServer.StartAsync(_ => """{"ok":true,"channel":"C123","ts":"171.002"}""");
        await using var world = await AlertWorld.StartAsync(fixture.Database, ("SlackUrl", slack.Url.ToString()));
        await world.AddChannelAsync(AlertChannelKind.SlackBot, "xoxb-token", "#ops");
        await world.RaiseAsync();
        await world.RunAsync();
        await world.ResolveAsync();
        await world.RunAsync();

        var (posted, changed) = (slack.Requests.First(), slack.Requests.Last());
        (posted.Target, changed.Target, posted.Headers["Authorization"]).ShouldBe(("/api/chat.postMessage", "/api/chat.update", "Bearer xoxb-token"));
        ((string)JsonNode.Parse(posted.Text)!["channel"]!).ShouldBe("#ops");
        var update = JsonNode.Parse(changed.Text)!;
        ((string)update["channel"]!, (string)update["ts"]!, (string)update["text"]!).ShouldBe(("C123", "171.002", "✅ Resolved: ci-status 1.1.0: rolled back"));
    }

    [Fact]
    public async Task PagerDuty_TriggerAndResolve_HaveOneKey()
    {
        await using var pager = await LoopbackServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return context.Response.WriteAsync("""{"status":"success"}""");
        });
        await using var world = await AlertWorld.StartAsync(fixture.Database, ("PagerDutyUrl", pager.Url.ToString()));
        await world.AddChannelAsync(AlertChannelKind.PagerDuty, "R0UT1NGKEY");
        await world.RaiseAsync(severity: AlertSeverity.Critical);
        await world.RunAsync();
        await world.ResolveAsync();
        await world.RunAsync();

        pager.Requests.Select(request => request.Target).Distinct().ShouldBe(["/v2/enqueue"]);
        var bodies = pager.Requests.Select(request => JsonNode.Parse(request.Text)!).ToList();
        bodies.Select(body => (string)body["event_action"]!).ShouldBe(["trigger", "resolve"]);
        bodies.Select(body => (string)body["dedup_key"]!).Distinct().ShouldBe(["eu/tenant-acme/ci-status/12345678/abc/rollback"]);
        ((string)bodies[0]["payload"]!["severity"]!, (string)bodies[0]["routing_key"]!).ShouldBe(("critical", "R0UT1NGKEY"));
    }

    [Fact]
    public async Task Webhook_TwoKeys_SignsWithBothAndKeepsItsId()
    {
        var isDown = true;
        await using var receiver = await LoopbackServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = isDown ? 503 : 204;
            return Task.CompletedTask;
        });
        var (first, second) = (new byte[32], new byte[32]);
        second[0] = 1;
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.AddChannelAsync(AlertChannelKind.Webhook, $"whsec_{Convert.ToBase64String(first)} whsec_{Convert.ToBase64String(second)}", receiver.Url + "in");
        await world.RaiseAsync();
        await world.RunAsync();
        isDown = false;
        await world.RunAsync();

        receiver.Requests.Select(request => request.Headers["webhook-id"]).Distinct().Count().ShouldBe(1);
        var sent = receiver.Requests.Last();
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(sent.Headers["webhook-timestamp"], CultureInfo.InvariantCulture));
        sent.Headers["webhook-signature"].ShouldBe(WebhookSignature.Write([first, second], sent.Headers["webhook-id"], at, sent.Body));
        ((string)JsonNode.Parse(sent.Text)!["type"]!).ShouldBe("alert.triggered");
    }

    [Fact]
    public async Task Alertmanager_GetsLabelsAndAnEndWhenItIsOver()
    {
        await using var receiver = await LoopbackServer.StartAsync(_ => "");
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.AddChannelAsync(AlertChannelKind.Alertmanager, target: receiver.Url.ToString());
        await world.RaiseAsync();
        await world.RunAsync();
        await world.ResolveAsync();
        await world.RunAsync();

        var alerts = receiver.Requests.Select(request => JsonNode.Parse(request.Text)![0]!).ToList();
        receiver.Requests.First().Target.ShouldBe("/api/v2/alerts");
        alerts.Select(alert => alert["labels"]!.ToJsonString()).Distinct().Count().ShouldBe(1, "labels are what it recognizes it by");
        ((string)alerts[0]["labels"]!["rollout"]!, (string)alerts[0]["labels"]!["severity"]!).ShouldBe(("ci-status", "warning"));
        DateTimeOffset.Parse((string)alerts[1]["endsAt"]!, CultureInfo.InvariantCulture).ShouldBeLessThan(DateTimeOffset.Parse((string)alerts[0]["endsAt"]!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Email_MessagesAboutOneAlert_AreOneThread()
    {
        await using var server = new MailServer();
        await using var world = await AlertWorld.StartAsync(
            fixture.Database, ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", server.Port.ToString(CultureInfo.InvariantCulture)), ("Smtp:StartTls", "false"), ("Smtp:From", "portal@example.com"));
        await world.AddChannelAsync(AlertChannelKind.Email, target: "ann@example.com, bob@example.com");
        await world.RaiseAsync();
        await world.RunAsync();
        await world.ResolveAsync();
        await world.RunAsync();

        var mails = server.Mails.ToList();
        mails.Count.ShouldBe(2);
        server.Recipients.ShouldBe(["ann@example.com", "bob@example.com", "ann@example.com", "bob@example.com"]);
        var thread = mails[0].Split('\n').Single(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase)).Split(": ")[1];
        mails[1].ShouldContain($"References: {thread}");
    }

    [Fact]
    public async Task S64_ChannelDownForAnHour_LosesNothingAndKeepsTheOrder()
    {
        var isDown = true;
        await using var receiver = await LoopbackServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = isDown ? 500 : 200;
            return Task.CompletedTask;
        });
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.AddChannelAsync(AlertChannelKind.Webhook, new string('k', 32), receiver.Url.ToString());
        await world.RaiseAsync();
        await world.ResolveAsync();
        for (var minutes = 0; minutes < 60; minutes += 10)
        {
            await world.RunAsync();
        }

        (await world.Stage.ListAsync("select (delivered_at is null)::text from (select * from portal.alert_delivery where action = 'trigger') alert_delivery")).ShouldBe(["true"]);
        isDown = false;
        for (var more = 0; more < 6; more++)
        {
            await world.RunAsync();
        }

        receiver.Requests.TakeLast(2).Select(request => (string)JsonNode.Parse(request.Text)!["type"]!).ShouldBe(["alert.triggered", "alert.resolved"]);
        (await world.Stage.ListAsync("select count(*)::text from (select * from portal.alert_delivery where delivered_at is not null) alert_delivery")).ShouldBe(["2"]);
        (await world.Stage.ListAsync("select count(*)::text from (select * from portal.operation where kind = 'alert.deliver' and state = 'failed') operation")).ShouldBe(["0"]);
    }

    [Theory]
    [InlineData(400, "failed")]
    [InlineData(404, "failed")]
    [InlineData(429, "queued")]
    [InlineData(503, "queued")]
    public async Task Deliver_Refused_IsTriedAgainOnlyWhereThatCanHelp(int status, string state)
    {
        await using var receiver = await LoopbackServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.AddChannelAsync(AlertChannelKind.Webhook, new string('k', 32), receiver.Url.ToString());
        await world.RaiseAsync();
        await world.RunAsync();

        (await world.Stage.ListAsync("select state from (select * from portal.operation where kind = 'alert.deliver') operation")).ShouldBe([state]);
        (await world.Stage.ListAsync("select error from portal.alert_delivery")).ShouldBe([$"It answered {status}."]);
    }

    [Fact]
    public async Task Deliver_ToAChannelThatStalls_GivesUpInSecondsAndTriesAgain()
    {
        var isSlow = true;
        await using var receiver = await LoopbackServer.StartAsync((_, context) => isSlow ? Task.Delay(Timeout.Infinite, context.RequestAborted) : Task.CompletedTask);
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.AddChannelAsync(AlertChannelKind.Webhook, new string('k', 32), receiver.Url.ToString());
        await world.RaiseAsync();
        await world.RunAsync();
        (await world.Stage.ListAsync("select error from portal.alert_delivery")).ShouldBe(["It did not answer within 5 seconds."]);
        isSlow = false;
        await world.RunAsync();
        (await world.Stage.ListAsync("select (delivered_at is not null)::text from portal.alert_delivery")).ShouldBe(["true"]);
    }

    [Fact]
    public async Task Raise_BelowAChannelsSeverity_OrdersNothingForIt()
    {
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.AddChannelAsync(AlertChannelKind.Webhook, new string('k', 32), "http://127.0.0.1:1", AlertSeverity.Critical);
        await world.RaiseAsync();
        (await world.Stage.ListAsync("select id::text from portal.alert_delivery")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Escalation_AcknowledgedInTime_TellsNobody()
    {
        await using var receiver = await LoopbackServer.StartAsync(_ => "");
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.AddChannelAsync(AlertChannelKind.Webhook, new string('k', 32), receiver.Url.ToString(), escalateAfter: 15);
        await world.RaiseAsync();
        (await world.Stage.ListAsync("select (not_before > created_at + interval '14 minutes')::text from (select * from portal.operation where kind = 'alert.deliver') operation")).ShouldBe(["true"]);
        await world.AcknowledgeAsync();
        await world.RunAsync();
        await world.ResolveAsync();
        await world.RunAsync();
        receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deliver_SecretsOfChannels_AreSealedInTheDatabase()
    {
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.AddChannelAsync(AlertChannelKind.PagerDuty, "R0UT1NGKEY");
        var stored = await world.Stage.ListAsync("select encode(secret_sealed, 'hex') from portal.alert_channel");
        stored.ShouldHaveSingleItem().ShouldNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes("R0UT1NGKEY")));
    }

    [Fact]
    public async Task Repeat_OfTheSameThingThatIsOverInTime_IsToldOnceAndThenAgainWhenItLasts()
    {
        await using var receiver = await LoopbackServer.StartAsync(_ => "");
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.AddChannelAsync(AlertChannelKind.Webhook, new string('k', 32), receiver.Url.ToString(), more: channel => channel.RepeatAfterMinutes = 30);
        await world.RaiseAsync("1/NoData");
        await world.RunAsync();
        await world.ResolveAsync();
        await world.RunAsync();

        // It comes and goes: nobody is told of what was over before its turn.
        await world.RaiseAsync("2/NoData");
        (await world.Stage.ListAsync("select held from (select * from portal.alert_delivery order by created_at desc limit 1) alert_delivery")).ShouldBe(["repeat"]);
        await world.ResolveAsync();
        await world.RunAsync();
        receiver.Requests.Count.ShouldBe(2);

        await world.RaiseAsync("3/NoData");
        await world.RunAsync();
        receiver.Requests.Select(request => (string)JsonNode.Parse(request.Text)!["type"]!).ShouldBe(["alert.triggered", "alert.resolved", "alert.triggered"]);
    }

    [Fact]
    public async Task Raise_ForAChannelThatIsNotToldOfThis_OrdersNothing()
    {
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.AddChannelAsync(AlertChannelKind.Webhook, new string('k', 32), "http://127.0.0.1:1", more: channel => channel.Exceptions = """{"rollback":"never"}""");
        await world.AddChannelAsync(AlertChannelKind.Webhook, new string('k', 32), "http://127.0.0.1:1", more: channel => channel.Exceptions = """{"rollback":"error"}""");
        await world.AddChannelAsync(AlertChannelKind.Webhook, new string('k', 32), "http://127.0.0.1:1", more: channel => channel.DisabledAt = DateTimeOffset.UnixEpoch);
        var told = await world.AddChannelAsync(AlertChannelKind.Webhook, new string('k', 32), "http://127.0.0.1:1", AlertSeverity.Critical, more: channel => channel.Exceptions = """{"rollback":"info"}""");
        await world.RaiseAsync();
        (await world.Stage.ListAsync("select channel_id::text from portal.alert_delivery")).ShouldBe([told.Value.ToString()]);
    }

    [Fact]
    public async Task Deliver_ToAChannelThatWasDisabledMeanwhile_SendsNothing()
    {
        await using var receiver = await LoopbackServer.StartAsync(_ => "");
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.AddChannelAsync(AlertChannelKind.Webhook, new string('k', 32), receiver.Url.ToString());
        await world.RaiseAsync();
        await world.Stage.ExecuteAsync("update portal.alert_channel set disabled_at = now() where tenant_id = $1", world.Stage.Tenant.Value);
        await world.RunAsync();
        receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Test_OfAChannelThatIsToldOnlyOfWhatNobodyTakesCareOf_IsSentAtOnce()
    {
        await using var receiver = await LoopbackServer.StartAsync(_ => "");
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        await world.TestAsync(await world.AddChannelAsync(AlertChannelKind.Webhook, new string('k', 32), receiver.Url.ToString(), AlertSeverity.Critical, escalateAfter: 15));
        await world.RunAsync();
        receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Webhook_WhoseKeyWasChangedTwoDaysAgo_SignsWithTheNewOneAlone()
    {
        await using var receiver = await LoopbackServer.StartAsync(_ => "");
        await using var world = await AlertWorld.StartAsync(fixture.Database);
        var (first, second) = (new byte[32], new byte[32]);
        second[0] = 1;
        await world.AddChannelAsync(
            AlertChannelKind.Webhook, $"whsec_{Convert.ToBase64String(first)} whsec_{Convert.ToBase64String(second)}", receiver.Url.ToString(), more: channel => channel.SecondKeyUntil = DateTimeOffset.UnixEpoch);
        await world.RaiseAsync();
        await world.RunAsync();
        var sent = receiver.Requests.ShouldHaveSingleItem();
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(sent.Headers["webhook-timestamp"], CultureInfo.InvariantCulture));
        sent.Headers["webhook-signature"].ShouldBe(WebhookSignature.Write([first], sent.Headers["webhook-id"], at, sent.Body));
    }
}
