using System.Net;

namespace Portal.Tests.Rollouts.Governance;

public sealed class GovernanceTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly object TwoOfPlatform = new { stages = new[] { new { name = "Owners", groups = new[] { "platform" }, required = 2 } } };

    // All days of the week, whatever day it is today.
    private static readonly object[] Always =
        [new { name = "Always", days = Enum.GetNames<DayOfWeek>().Select(day => day.ToLowerInvariant()), from = "00:00", to = "24:00" }];

    [Fact]
    public async Task Decide_WithEnoughApprovals_StartsTheRolloutOnce()
    {
        var tenant = await TwoOwnersAsync();
        var rollout = await tenant.InstallAsync();
        (await tenant.StartsAsync()).ShouldBe(0);
        ((string?)(await tenant.RolloutAsync(rollout))["message"])!.ShouldStartWith("Waiting for 2 approvals of platform (stage Owners), until ");

        var first = await (await tenant.DecideAsync("ben", rollout)).ShouldBeAsync(HttpStatusCode.Created);
        ((string?)first["state"], (bool?)first["mayDecide"], (string?)first["stages"]![0]!["state"]).ShouldBe(("awaitingApproval", false, "current"));
        var second = await (await tenant.DecideAsync("cleo", rollout)).ShouldBeAsync(HttpStatusCode.Created);
        ((string?)second["state"], (string?)second["stages"]![0]!["state"]).ShouldBe(("open", "passed"));

        (await tenant.StartsAsync()).ShouldBe(1);
        var after = await tenant.RolloutAsync(rollout);
        ((string?)after["phase"], (string?)after["message"]).ShouldBe(("Pending", "Waiting for the operator"));
        var events = (await tenant.Admin.GetAsync($"/api/v1/rollouts/{rollout}/events"))["items"]!.AsArray();
        events.Select(e => (string?)e!["kind"]).ShouldBe(["Held", "Approved", "Held", "Approved", "Released"]);
        var audited = (await tenant.Admin.GetAsync("/api/v1/audit-records?action=rollout.stage-approved"))["items"]!.AsArray();
        audited.Select(record => (string?)record!["changes"]![0]!["after"]).ShouldBe(["open", "awaitingApproval"]);
        await (await tenant.DecideAsync("dan", rollout)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "rollout.not-held");
    }

    [Fact]
    public async Task Decide_ByWhoMayNot_IsRefusedAndSaysWhy()
    {
        var tenant = await TwoOwnersAsync("eve");
        var rollout = await tenant.InstallAsync();
        await (await tenant.DecideAsync("eve", rollout)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "rollout.approver.missing");
        await (await tenant.DecideAsync("ben", rollout)).ShouldBeAsync(HttpStatusCode.Created);
        await (await tenant.DecideAsync("ben", rollout)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "rollout.decided");
        var stranger = await GovernedTenant.CreateAsync(host, "ben");
        await (await stranger.DecideAsync("ben", rollout)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        (await tenant.StartsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Decide_ByWhoAsked_IsRefusedUnderFourEyesAlone()
    {
        var tenant = await GovernedTenant.CreateAsync(host);
        var me = (string)(await tenant.Admin.GetAsync("/api/v1/members"))["items"]![0]!["id"]!;
        await (await tenant.Admin.SendAsync(HttpMethod.Post, "/api/v1/approval-groups", new { name = "platform", members = new[] { me } })).ShouldBeAsync(HttpStatusCode.Created);
        await tenant.PolicyAsync(new { stages = new[] { new { name = "Owners", groups = new[] { "platform" } } } });
        var held = await tenant.InstallAsync();
        await (await tenant.Admin.SendAsync(HttpMethod.Post, $"/api/v1/rollouts/{held}/decisions", new { decision = "approve", reason = "mine" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "rollout.four-eyes");

        await tenant.PolicyAsync(new { fourEyes = false, stages = new[] { new { name = "Owners", groups = new[] { "platform" } } } }, "1");
        var other = await tenant.InstallAsync("tech-radar");
        await (await tenant.Admin.SendAsync(HttpMethod.Post, $"/api/v1/rollouts/{other}/decisions", new { decision = "approve", reason = "mine" })).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("approvals", 0, HttpStatusCode.Forbidden)]
    [InlineData("promotions", 0, HttpStatusCode.Forbidden)]
    [InlineData("promotions", 3, HttpStatusCode.Accepted)]
    public async Task Order_ByWhoAsked_NeitherGivesNorSkipsAnApprovalOfTheStrategy(string order, int step, HttpStatusCode status)
    {
        var tenant = await GovernedTenant.CreateAsync(host);
        await tenant.PolicyAsync(new { fourEyes = true });
        var strategy = new { kind = "canary", steps = new object[] { new { setWeight = 10 }, new { approve = new { } }, new { setWeight = 50 }, new { setWeight = 100 } } };
        using var install = await tenant.Admin.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status", version = "1.0.0", strategy });
        var rollout = (string)(await install.ShouldBeAsync(HttpStatusCode.Accepted))["rollout"]!;
        await tenant.CountAsync($"update portal.rollout set phase = 'AwaitingApproval', step_index = {step} where tenant_id = $1 returning 1::bigint");
        using var answer = await tenant.Admin.SendAsync(HttpMethod.Post, $"/api/v1/rollouts/{rollout}/{order}", new { });
        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Decide_TwentyAtOnce_StartsOnce()
    {
        var people = Enumerable.Range(0, 10).Select(i => $"p{i}").ToArray();
        var tenant = await GovernedTenant.CreateAsync(host, people);
        await tenant.GroupAsync("platform", people);
        await tenant.PolicyAsync(TwoOfPlatform);
        var rollout = await tenant.InstallAsync();
        var answers = await Task.WhenAll(people.Concat(people).Select(person => tenant.DecideAsync(person, rollout)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(2);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(18);
        (await tenant.StartsAsync()).ShouldBe(1);
        (await tenant.CountAsync("select count(*) from portal.rollout_decision where tenant_id = $1")).ShouldBe(2);
    }

    [Fact]
    public async Task Decide_WithARejection_EndsTheRolloutWithoutTheOperator()
    {
        var tenant = await TwoOwnersAsync();
        var rollout = await tenant.InstallAsync();
        var gate = await (await tenant.DecideAsync("ben", rollout, "reject", "Not this week")).ShouldBeAsync(HttpStatusCode.Created);
        ((string?)gate["state"], (string?)gate["message"]).ShouldBe(("rejected", "Rejected in stage Owners: Not this week"));
        var ended = await tenant.RolloutAsync(rollout);
        ((string?)ended["phase"], ended["finishedAt"] is null).ShouldBe(("Aborted", false));
        ((string?)(await tenant.Admin.GetAsync($"/api/v1/installations/{ended["installation"]}"))["state"]).ShouldBe("Failed");
        (await tenant.StartsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Decide_InThePlaceOfAnother_RecordsBoth()
    {
        var tenant = await TwoOwnersAsync("eve");
        var lent = await (await tenant.SendAsync("ben", HttpMethod.Post, "/api/v1/approval-delegations",
            new { to = tenant.IdOf("eve"), reason = "On leave", endsAt = TimeProvider.System.GetUtcNow().AddDays(7) })).ShouldBeAsync(HttpStatusCode.Created);
        ((bool?)lent["inForce"]).ShouldBe(true);
        var rollout = await tenant.InstallAsync();
        var gate = await (await tenant.DecideAsync("eve", rollout)).ShouldBeAsync(HttpStatusCode.Created);
        var decision = gate["stages"]![0]!["decisions"]![0]!;
        ((string?)decision["by"]!["name"], (string?)decision["inPlaceOf"]!["name"]).ShouldBe(("eve", "ben"));
        await (await tenant.DecideAsync("ben", rollout)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "rollout.decided");

        (await tenant.SendAsync("ben", HttpMethod.Delete, $"/api/v1/approval-delegations/{lent["id"]}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var next = await tenant.InstallAsync("tech-radar");
        await (await tenant.DecideAsync("eve", next)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "rollout.approver.missing");
    }

    [Fact]
    public async Task Override_OfAFreeze_StartsAtOnceAndTellsWhy()
    {
        var tenant = await GovernedTenant.CreateAsync(host, "ben");
        await tenant.PolicyAsync(new { freezeWindows = Always });
        var rollout = await tenant.InstallAsync();
        ((string?)(await tenant.Admin.GetAsync($"/api/v1/rollouts/{rollout}/gate"))["state"]).ShouldBe("frozen");
        var path = $"/api/v1/rollouts/{rollout}/freeze-overrides";
        var body = new { reason = "Broken for everybody", until = TimeProvider.System.GetUtcNow().AddHours(1) };
        await (await tenant.SendAsync("ben", HttpMethod.Post, path, body)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await tenant.Admin.SendAsync(HttpMethod.Post, path, new { reason = "", until = TimeProvider.System.GetUtcNow().AddDays(8) })).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
        var gate = await (await tenant.Admin.SendAsync(HttpMethod.Post, path, body)).ShouldBeAsync(HttpStatusCode.Created);
        ((string?)gate["state"]).ShouldBe("open");
        (await tenant.StartsAsync()).ShouldBe(1);
        var events = (await tenant.Admin.GetAsync($"/api/v1/rollouts/{rollout}/events"))["items"]!.AsArray();
        ((string?)events.Single(e => (string?)e!["kind"] == "FreezeOverridden")!["message"])!.ShouldEndWith(": Broken for everybody");
    }

    [Fact]
    public async Task Abort_OfAHeldRollout_EndsItHereAndPromoteIsRefused()
    {
        var tenant = await TwoOwnersAsync();
        var rollout = await tenant.InstallAsync();
        await (await tenant.Admin.SendAsync(HttpMethod.Post, $"/api/v1/rollouts/{rollout}/promotions", new { })).ShouldBeProblemAsync(HttpStatusCode.Conflict, "rollout.held");
        await (await tenant.Admin.SendAsync(HttpMethod.Post, $"/api/v1/rollouts/{rollout}/aborts", new { reason = "Changed our mind" })).ShouldBeAsync(HttpStatusCode.Accepted);
        var ended = await tenant.RolloutAsync(rollout);
        ((string?)ended["phase"], (string?)ended["message"]).ShouldBe(("Aborted", "Aborted by tests before it began: Changed our mind"));
        await (await tenant.DecideAsync("ben", rollout)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "rollout.not-held");
    }

    [Fact]
    public async Task Approve_OfAStepThatNamesGroups_IsForTheirMembersAndSaysForWhich()
    {
        var tenant = await GovernedTenant.CreateAsync(host, "ben");
        var strategy = new { kind = "canary", steps = new object[] { new { approve = new { groups = new[] { "platform" } } }, new { setWeight = 100 } } };
        var accepted = await (await tenant.Admin.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status", version = "1.0.0", strategy })).ShouldBeAsync(HttpStatusCode.Accepted);
        var path = $"/api/v1/rollouts/{accepted["rollout"]}/approvals";
        await tenant.CountAsync("with waiting as (update portal.rollout set phase = 'AwaitingApproval' where tenant_id = $1 returning 1) select count(*) from waiting");
        await (await tenant.Admin.SendAsync(HttpMethod.Post, path, new { })).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "rollout.approver.missing");

        var me = (string)(await tenant.Admin.GetAsync("/api/v1/members"))["items"]!.AsArray().Single(member => (string?)member!["displayName"] == "Ada")!["id"]!;
        await (await tenant.Admin.SendAsync(HttpMethod.Post, "/api/v1/approval-groups", new { name = "platform", members = new[] { me } })).ShouldBeAsync(HttpStatusCode.Created);
        await (await tenant.Admin.SendAsync(HttpMethod.Post, path, new { })).ShouldBeAsync(HttpStatusCode.Accepted);
        (await tenant.CountAsync("select count(*) from portal.operation where tenant_id = $1 and kind = 'rollout.approve' and payload ->> 'group' = 'platform'")).ShouldBe(1);
    }

    [Fact]
    public async Task Promote_PastAStepThatNamesGroups_IsForTheirMembersAndForWhoGovernsAndIsRecorded()
    {
        var tenant = await GovernedTenant.CreateAsync(host);
        await tenant.AddAsync("finn", "engineer");
        var strategy = new { kind = "canary", steps = new object[] { new { setWeight = 10 }, new { approve = new { groups = new[] { "platform" } } }, new { setWeight = 100 } } };
        var accepted = await (await tenant.Admin.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status", version = "1.0.0", strategy })).ShouldBeAsync(HttpStatusCode.Accepted);
        var path = $"/api/v1/rollouts/{accepted["rollout"]}/promotions";
        var refused = await (await tenant.SendAsync("finn", HttpMethod.Post, path, new { })).ShouldBeAsync(HttpStatusCode.Forbidden);
        ((string?)refused["code"], ((string?)refused["detail"])!.Contains("2 of the strategy", StringComparison.Ordinal)).ShouldBe(("rollout.approver.missing", true));

        await tenant.GroupAsync("platform", "finn");
        await (await tenant.SendAsync("finn", HttpMethod.Post, path, new { })).ShouldBeAsync(HttpStatusCode.Accepted);
        await (await tenant.Admin.SendAsync(HttpMethod.Post, path, new { reason = "On fire" })).ShouldBeAsync(HttpStatusCode.Accepted);
        var records = (await tenant.Admin.GetAsync("/api/v1/audit-records?action=rollout.promote-requested"))["items"]!.AsArray();
        records.Select(record => (string?)record!["detail"]!["passedOver"]).ShouldBe(["step 2: platform", null]);
    }

    [Fact]
    public async Task Waiting_ForAPerson_ListsWhatTheyMayDecide()
    {
        var tenant = await TwoOwnersAsync("eve");
        var rollout = await tenant.InstallAsync();
        var waiting = await (await tenant.SendAsync("ben", HttpMethod.Get, "/api/v1/rollout-gates")).ShouldBeAsync(HttpStatusCode.OK);
        var item = waiting["items"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)item["rollout"], (string?)item["stage"], (int?)item["risk"]).ShouldBe((rollout, "Owners", 25));
        (await (await tenant.SendAsync("eve", HttpMethod.Get, "/api/v1/rollout-gates")).ShouldBeAsync(HttpStatusCode.OK))["items"]!.AsArray().ShouldBeEmpty();
        await tenant.DecideAsync("ben", rollout);
        (await (await tenant.SendAsync("ben", HttpMethod.Get, "/api/v1/rollout-gates")).ShouldBeAsync(HttpStatusCode.OK))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Policy_WithAStaleOrMissingVersionOrAnUnknownGroup_IsRefused()
    {
        var tenant = await GovernedTenant.CreateAsync(host, "ben");
        await (await tenant.PutPolicyAsync(new { }, null)).ShouldBeProblemAsync(HttpStatusCode.PreconditionRequired, "request.if-match.missing");
        var refused = await (await tenant.PutPolicyAsync(TwoOfPlatform, "0")).ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        ((string?)refused["errors"]![0]!["pointer"]).ShouldBe("/stages/0/groups/0");
        await tenant.PolicyAsync(new { plugins = new[] { "on-call" }, freezeWindows = Always });
        await (await tenant.PutPolicyAsync(new { }, "0")).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "rollout-policy.changed");
        await (await tenant.SendAsync("ben", HttpMethod.Put, "/api/v1/rollout-policy", new { })).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "access.forbidden");

        await tenant.InstallAsync();
        (await tenant.StartsAsync()).ShouldBe(1, "the policy is about another plugin");
    }

    [Fact]
    public async Task Group_ThatIsChanged_DecidesWithItsNewMembers()
    {
        var tenant = await TwoOwnersAsync("eve");
        await (await tenant.Admin.SendAsync(HttpMethod.Post, "/api/v1/approval-groups", new { name = "platform" })).ShouldBeProblemAsync(HttpStatusCode.Conflict, "approval-group.exists");
        await (await tenant.Admin.SendAsync(HttpMethod.Put, "/api/v1/approval-groups/nobody", new { members = Array.Empty<string>() })).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        var rollout = await tenant.InstallAsync();
        var changed = await (await tenant.Admin.SendAsync(HttpMethod.Put, "/api/v1/approval-groups/platform", new { members = new[] { tenant.IdOf("eve") } })).ShouldBeAsync(HttpStatusCode.OK);
        changed["members"]!.AsArray().Select(member => (string?)member!["name"]).ShouldBe(["eve"]);
        await (await tenant.DecideAsync("ben", rollout)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "rollout.approver.missing");
        await (await tenant.DecideAsync("eve", rollout)).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Group_ThatAStageNames_IsNotRemoved()
    {
        var tenant = await TwoOwnersAsync();
        await (await tenant.Admin.SendAsync(HttpMethod.Delete, "/api/v1/approval-groups/platform")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "approval-group.in-use");
        await tenant.PolicyAsync(new { }, "1");
        (await tenant.Admin.SendAsync(HttpMethod.Delete, "/api/v1/approval-groups/platform")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await tenant.Admin.GetAsync("/api/v1/approval-groups"))["items"]!.AsArray().ShouldBeEmpty();
    }

    private async Task<GovernedTenant> TwoOwnersAsync(params string[] others)
    {
        var tenant = await GovernedTenant.CreateAsync(host, ["ben", "cleo", "dan", .. others]);
        await tenant.GroupAsync("platform", "ben", "cleo", "dan");
        await tenant.PolicyAsync(TwoOfPlatform);
        return tenant;
    }
}
