using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Tests.Rollouts.Documents;

public sealed class StatusDocumentTests
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 11, 21, 1, 2, 3, TimeSpan.Zero).AddTicks(1234567);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var status = new RolloutStatus
        {
            Phase = RolloutPhase.RollingBack,
            Target = new RevisionRef("h2", "2.0.0", "d2"),
            Attempt = 3,
            Stable = new RevisionRef("h1", "1.0.0", "d1"),
            Canary = new RevisionRef("h2", "2.0.0", "d2"),
            StepIndex = 2,
            StepCount = 5,
            StepStartedAt = At,
            Weights = new RolloutWeights(0, 25, At),
            Verdict = RolloutVerdict.Failed,
            Message = "because",
            Evidence = new RolloutEvidence(123.5, 100, new ArmEvidence(10, 2, 1), new ArmEvidence(90, 0, 3)),
            StartedAt = At,
            ProgressDeadlineAt = At,
            NoDataDeadlineAt = At,
            DrainUntil = At,
            KeepCanaryUntil = At,
            FrozenUntil = At,
            FreezeOverride = "ann/1",
            SkipsSteps = true,
            Outcome = RolloutPhase.Aborted,
            Reason = "why",
            RetryHandled = "x/y/z",
            Stalled = true,
            History = [new RolloutHistoryEntry(new RevisionRef("h0", "0.9.0", "d0"), RolloutPhase.Completed, At, "fine")],
            Timeline = [new RolloutTimelineEntry(7, At, "Started", "go", 10)],
        };

        var read = StatusDocument.Read(new JsonObject { ["status"] = JsonNode.Parse(StatusDocument.Write(status, 4, null, At).ToJsonString()) });

        (read with { History = [], Timeline = [] }).ShouldBe(status with { History = [], Timeline = [] });
        read.History.ShouldBe(status.History);
        read.Timeline.ShouldBe(status.Timeline);
    }

    [Fact]
    public void Write_Default_HoldsNoNulls() => Nulls(StatusDocument.Write(new RolloutStatus(), 1, null, At)).ShouldBeEmpty();

    [Fact]
    public void Write_ConditionThatStays_KeepsItsTime()
    {
        var first = StatusDocument.Write(new RolloutStatus { Phase = RolloutPhase.Progressing }, 1, null, At);
        var later = StatusDocument.Write(new RolloutStatus { Phase = RolloutPhase.Completed }, 1, first, At.AddHours(1));

        Time(later, "Paused").ShouldBe(Time(first, "Paused"));
        Time(later, "Ready").ShouldBe(At.AddHours(1));
    }

    private static DateTimeOffset? Time(JsonObject status, string type) =>
        status.ItemsAt("conditions").First(condition => condition.TextAt("type") == type).TimeAt("lastTransitionTime");

    private static IEnumerable<string> Nulls(JsonObject body) =>
        body.SelectMany(member => member.Value switch { null => [member.Key], JsonObject child => Nulls(child), _ => [] });
}
