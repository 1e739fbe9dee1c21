using Portal.Domain.Remediations;

namespace Portal.Domain.Tests.Remediations;

public sealed class RemediationPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Remedy Restart = new(RemedyKind.DeletePod, "Delete it.", "web-1");
    private static readonly Remedy Abort = new(RemedyKind.RollBack, "Abort it.", IsForPeople: true);

    [Fact]
    public void Decide_ByMode_IgnoresSuggestsOrActs()
    {
        Decide(Found(), RemediationMode.Off).ShouldBe(new Ignore());
        Decide(Found(), RemediationMode.Suggested).ShouldBe(new Suggest(Restart, null));
        Decide(Found(), RemediationMode.Automatic).ShouldBe(new Act(Restart));
    }

    [Fact]
    public void Decide_OfWhatOnlyPeopleCanDo_Suggests()
    {
        var advice = new Remedy(RemedyKind.Tell, "Raise the quota.");
        Decide(Found(advice), RemediationMode.Automatic).ShouldBe(new Suggest(advice, null));
        Decide(Found(Restart, Abort) with { Attempts = 1 }, RemediationMode.Automatic)
            .ShouldBe(new Suggest(Abort, "What was tried first did not help; this is for a person to decide."));
    }

    [Fact]
    public void Decide_InAFreeze_ChangesNothingButGoesBack()
    {
        Decide(Found() with { IsFrozen = true }, RemediationMode.Automatic).ShouldBe(new Suggest(Restart, "A freeze is on: nothing is changed by itself."));
        var back = new Remedy(RemedyKind.RollBack, "Back.");
        Decide(Found(back) with { IsFrozen = true }, RemediationMode.Automatic).ShouldBe(new Act(back));
    }

    [Fact]
    public void Decide_AfterTwoAttemptsWithoutHelp_GivesUp()
    {
        Decide(Found() with { Attempts = 1 }, RemediationMode.Automatic).ShouldBe(new Act(Restart));
        Decide(Found() with { Attempts = 2 }, RemediationMode.Automatic).ShouldBe(new GiveUp(Restart));
    }

    [Fact]
    public void Decide_WithinTheCoolDown_SaysWhenItIsOver()
    {
        var lately = Found() with { OfRollout = [Now.AddMinutes(-9)], OfTenant = [Now.AddMinutes(-9)] };
        Decide(lately, RemediationMode.Automatic).ShouldBe(
            new HoldBack("Something was done about this rollout lately; the next attempt is at the earliest at 12:01:00 UTC.", Now.AddMinutes(1)));
        Decide(lately with { OfRollout = [Now.AddMinutes(-10)] }, RemediationMode.Automatic).ShouldBe(new Act(Restart));
    }

    [Fact]
    public void Decide_AtTheTenantsCap_SaysWhenThereIsRoom()
    {
        DateTimeOffset[] ten = [.. Enumerable.Range(1, 10).Select(i => Now.AddMinutes(-5 * i))];
        var held = Decide(Found() with { OfTenant = ten }, RemediationMode.Automatic).ShouldBeOfType<HoldBack>();
        held.Until.ShouldBe(Now.AddMinutes(10).AddMilliseconds(1));
        held.Reason.ShouldBe("There were 10 attempts within an hour, as many as are allowed; the next one is possible at 12:10:00 UTC.");
    }

    /// <summary>An hour of trouble in a few rollouts, looked at as often as the dice say: whatever is decided, the caps hold in every window.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20261121)]
    [InlineData(77)]
    public void Decide_OverManyHours_NeverPassesACapNorACoolDown(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var settings = RemediationSettings.Default with
            {
                Modes = Enum.GetValues<RemediationKind>().ToDictionary(kind => kind, _ => (RemediationMode)random.Next(3)),
                PerHour = random.Next(1, 6),
                PerRolloutPerHour = random.Next(1, 4),
                CoolDown = TimeSpan.FromMinutes(random.Next(1, 90)),
            };
            var acts = Run(random, settings);
            var label = $"seed {seed}, round {round}";
            acts.ShouldAllBe(act => settings.ModeOf(act.Kind) == RemediationMode.Automatic, label);
            foreach (var act in acts)
            {
                acts.Count(other => other.At >= act.At && other.At <= act.At + RemediationSettings.Window).ShouldBeLessThanOrEqualTo(settings.PerHour, label);
                var same = acts.Where(other => other.Rollout == act.Rollout).ToList();
                same.Count(other => other.At >= act.At && other.At <= act.At + RemediationSettings.Window).ShouldBeLessThanOrEqualTo(settings.PerRolloutPerHour, label);
                same.Count(other => other.At > act.At && other.At < act.At + settings.CoolDown).ShouldBe(0, label);
            }

            acts.GroupBy(act => (act.Rollout, act.Kind)).ShouldAllBe(finding => finding.Count() <= RemediationSettings.MostAttempts, label);
        }
    }

    private static List<(int Rollout, RemediationKind Kind, DateTimeOffset At)> Run(Random random, RemediationSettings settings)
    {
        var acts = new List<(int Rollout, RemediationKind Kind, DateTimeOffset At)>();
        for (var now = Now; now < Now.AddHours(6); now += TimeSpan.FromSeconds(random.Next(1, 300)))
        {
            var (rollout, kind) = (random.Next(8), (RemediationKind)random.Next(6));
            var since = now - (settings.CoolDown > RemediationSettings.Window ? settings.CoolDown : RemediationSettings.Window);
            var seen = acts.Where(act => act.At >= since).ToList();
            var finding = new Finding(kind, "", FindingSeverity.High, "", [Restart]);
            var found = new RemediationCase(
                finding, acts.Count(act => act.Rollout == rollout && act.Kind == kind), [.. seen.Select(act => act.At)],
                [.. seen.Where(act => act.Rollout == rollout).Select(act => act.At)], random.Next(4) == 0);
            if (RemediationPolicy.Decide(found, settings, now) is Act)
            {
                found.IsFrozen.ShouldBeFalse();
                acts.Add((rollout, kind, now));
            }
        }

        return acts;
    }

    private static RemediationCase Found(params Remedy[] remedies) =>
        new(new(RemediationKind.CrashLoop, "stable", FindingSeverity.Medium, "It crashes.", remedies.Length == 0 ? [Restart] : remedies), 0, [], [], IsFrozen: false);

    private static RemediationDecision Decide(RemediationCase found, RemediationMode mode) =>
        RemediationPolicy.Decide(found, RemediationSettings.Default with { Modes = new Dictionary<RemediationKind, RemediationMode> { [RemediationKind.CrashLoop] = mode } }, Now);
}
