using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Documents;

/// <summary>The custom resource's status: written from the planner's record and read back into it without loss.</summary>
internal static class StatusDocument
{
    public static RolloutStatus Read(JsonObject resource)
    {
        var status = resource.ObjectAt("status");
        if (status?["phase"] is null)
        {
            return new RolloutStatus();
        }

        var read = Remembered(status);
        // Why it was not acted on is over by the time that somebody reads this to act; how it had ended is in its history.
        return Conditions.IsRefused(status) && read.Phase.IsTerminal() ? read with { Message = read.History is [.., var last] ? last.Message : "" } : read;
    }

    /// <param name="status">What to write.</param>
    /// <param name="generation">The spec's generation that it answers.</param>
    /// <param name="before">The status that is there now, whose conditions keep their times when nothing about them changes.</param>
    /// <param name="now">For conditions that do change.</param>
    public static JsonObject Write(RolloutStatus status, long generation, JsonObject? before, DateTimeOffset now)
    {
        var document = new JsonObject
        {
            ["observedGeneration"] = generation,
            ["phase"] = status.Phase.ToString(),
            ["revision"] = status.Target?.Hash ?? "",
            ["target"] = Revision(status.Target),
            ["attempt"] = status.Attempt,
            ["stable"] = Revision(status.Stable),
            ["canary"] = Revision(status.Canary),
            ["stepIndex"] = status.StepIndex,
            ["stepCount"] = status.StepCount,
            ["step"] = string.Create(CultureInfo.InvariantCulture, $"{Math.Min(status.StepIndex + 1, status.StepCount)}/{status.StepCount}"),
            ["stepStartedAt"] = Time(status.StepStartedAt),
            ["weights"] = Compact(new JsonObject
            {
                ["desired"] = status.Weights.Desired,
                ["accepted"] = status.Weights.Accepted,
                ["acceptedAt"] = Time(status.Weights.AcceptedAt),
            }),
            ["share"] = status.Share,
            ["verdict"] = status.Verdict.ToString(),
            ["message"] = status.Message,
            ["evidence"] = EvidenceDocument.Write(status.Evidence),
            ["startedAt"] = Time(status.StartedAt),
            ["finishedAt"] = Time(status.FinishedAt),
            ["progressDeadlineAt"] = Time(status.ProgressDeadlineAt),
            ["noDataDeadlineAt"] = Time(status.NoDataDeadlineAt),
            ["drainUntil"] = Time(status.DrainUntil),
            ["keepCanaryUntil"] = Time(status.KeepCanaryUntil),
            ["frozenUntil"] = Time(status.FrozenUntil),
            ["freezeOverride"] = status.FreezeOverride,
            ["budgetHold"] = status.BudgetHold,
            ["budgetOverride"] = status.BudgetOverride,
            ["queuePlace"] = status.QueuePlace,
            ["skipsSteps"] = status.SkipsSteps ? true : null,
            ["heldSince"] = Time(status.HeldSince),
            ["outcome"] = status.Outcome?.ToString(),
            ["reason"] = status.Reason,
            ["retryHandled"] = status.RetryHandled,
            ["stalled"] = status.Stalled ? true : null,
            ["history"] = new JsonArray([.. status.History.Select(HistoryEntry)]),
            ["timeline"] = new JsonArray([.. status.Timeline.Select(TimelineEntry)]),
        };
        document["conditions"] = Conditions.Write(status, generation, before, now);
        return Compact(document);
    }

    public static JsonNode? Time(DateTimeOffset? time) =>
        time is { } value ? JsonValue.Create(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)) : null;

    private static RolloutStatus Remembered(JsonObject status) => new()
    {
        Phase = Word(status, RolloutPhase.Pending, "phase"),
        Target = Revision(status.ObjectAt("target")),
        Attempt = (int)(status.WholeAt("attempt") ?? 0),
        Stable = Revision(status.ObjectAt("stable")),
        Canary = Revision(status.ObjectAt("canary")),
        StepIndex = (int)(status.WholeAt("stepIndex") ?? 0),
        StepCount = (int)(status.WholeAt("stepCount") ?? 0),
        StepStartedAt = status.TimeAt("stepStartedAt"),
        Weights = new RolloutWeights(
            (int)(status.WholeAt("weights", "desired") ?? 0), (int?)status.WholeAt("weights", "accepted"), status.TimeAt("weights", "acceptedAt")),
        Verdict = Word(status, RolloutVerdict.None, "verdict"),
        Message = status.TextAt("message") ?? "",
        Evidence = EvidenceDocument.Read(status.ObjectAt("evidence")),
        StartedAt = status.TimeAt("startedAt"),
        FinishedAt = status.TimeAt("finishedAt"),
        ProgressDeadlineAt = status.TimeAt("progressDeadlineAt"),
        NoDataDeadlineAt = status.TimeAt("noDataDeadlineAt"),
        DrainUntil = status.TimeAt("drainUntil"),
        KeepCanaryUntil = status.TimeAt("keepCanaryUntil"),
        FrozenUntil = status.TimeAt("frozenUntil"),
        FreezeOverride = status.TextAt("freezeOverride"),
        BudgetHold = status.TextAt("budgetHold"),
        BudgetOverride = status.TextAt("budgetOverride"),
        QueuePlace = (int?)status.WholeAt("queuePlace"),
        SkipsSteps = status.FlagAt("skipsSteps") ?? false,
        HeldSince = status.TimeAt("heldSince"),
        Outcome = status["outcome"] is null ? null : Word(status, RolloutPhase.RolledBack, "outcome"),
        Reason = status.TextAt("reason"),
        RetryHandled = status.TextAt("retryHandled"),
        Stalled = status.FlagAt("stalled") ?? false,
        History = [.. status.ItemsAt("history").Select(HistoryEntry)],
        Timeline = [.. status.ItemsAt("timeline").Select(TimelineEntry)],
    };

    private static JsonObject Compact(JsonObject document)
    {
        foreach (var name in document.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            document.Remove(name);
        }

        return document;
    }

    private static T Word<T>(JsonObject status, T otherwise, string name)
        where T : struct, Enum => Enum.TryParse<T>(status.TextAt(name), out var word) ? word : otherwise;

    private static RevisionRef? Revision(JsonObject? revision) => revision?.TextAt("hash") is { } hash
        ? new RevisionRef(hash, revision.TextAt("version") ?? "", revision.TextAt("digest") ?? "")
        : null;

    private static JsonObject? Revision(RevisionRef? revision) => revision is null
        ? null
        : new JsonObject { ["hash"] = revision.Hash, ["version"] = revision.Version, ["digest"] = revision.Digest };

    private static RolloutHistoryEntry HistoryEntry(JsonObject entry) => new(
        Revision(entry.ObjectAt("revision")) ?? new RevisionRef("", "", ""),
        Word(entry, RolloutPhase.Failed, "phase"),
        entry.TimeAt("finishedAt") ?? default,
        entry.TextAt("message") ?? "");

    private static JsonObject HistoryEntry(RolloutHistoryEntry entry) => new()
    {
        ["revision"] = Revision(entry.Revision),
        ["phase"] = entry.Phase.ToString(),
        ["finishedAt"] = Time(entry.FinishedAt),
        ["message"] = entry.Message,
    };

    private static RolloutTimelineEntry TimelineEntry(JsonObject entry) => new(
        (int)(entry.WholeAt("sequence") ?? 0), entry.TimeAt("at") ?? default, entry.TextAt("kind") ?? "", entry.TextAt("message") ?? "", (int)(entry.WholeAt("weight") ?? 0));

    private static JsonObject TimelineEntry(RolloutTimelineEntry entry) => new()
    {
        ["sequence"] = entry.Sequence,
        ["at"] = Time(entry.At),
        ["kind"] = entry.Kind,
        ["message"] = entry.Message,
        ["weight"] = entry.Weight,
    };
}
