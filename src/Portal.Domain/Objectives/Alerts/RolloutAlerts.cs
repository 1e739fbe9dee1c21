using System.Globalization;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Objectives.Alerts;

/// <summary>Which entries of a rollout's timeline somebody should know of, and how badly.</summary>
public static class RolloutAlerts
{
    private const int LongestKey = 255;

    /// <summary>What this entry tells; null for all that goes as it should.</summary>
    /// <param name="place"><c>cluster/namespace/name/uid8</c>.</param>
    /// <param name="status">The rollout after the entry.</param>
    /// <param name="entry">One entry of its timeline.</param>
    public static Alert? Of(string place, RolloutStatus status, RolloutTimelineEntry entry)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(entry);
        if (Class(entry) is not var (@class, severity, what))
        {
            return null;
        }

        var name = place.Split('/') is [_, _, var plugin, ..] ? plugin : place;
        var key = $"{place}/{status.Target?.Hash}/{@class}";
        return new Alert
        {
            DedupKey = key.Length <= LongestKey ? key : key[^LongestKey..],
            Class = @class,
            Severity = severity,
            At = entry.At,
            Title = $"{name} {status.Target?.Version}: {what}",
            Summary = entry.Message,
            Facts = Facts(status, entry),
        };
    }

    /// <summary>Whether this entry ends all that was wrong with the rollout before.</summary>
    public static bool EndsAll(RolloutTimelineEntry entry) => Is(entry, RolloutEventKind.Completed);

    /// <summary>The class of what it ends; null when it ends nothing.</summary>
    public static string? Ends(RolloutTimelineEntry entry) => Enum.TryParse<RolloutEventKind>(entry.Kind, out var kind)
        ? kind switch
        {
            RolloutEventKind.DataReturned => AlertClass.NoData,
            // Decided, by a person or by what made the question needless.
            RolloutEventKind.Approved or RolloutEventKind.Promoting or RolloutEventKind.RollingBack or RolloutEventKind.RolledBack or RolloutEventKind.Aborted or RolloutEventKind.Failed => AlertClass.Approval,
            _ => null,
        }
        : null;

    private static (string Class, AlertSeverity Severity, string What)? Class(RolloutTimelineEntry entry) => Enum.TryParse<RolloutEventKind>(entry.Kind, out var kind)
        ? kind switch
        {
            // Users are back on what works: nobody has to get up.
            RolloutEventKind.RolledBack => (AlertClass.Rollback, AlertSeverity.Warning, "rolled back"),
            RolloutEventKind.Aborted => (AlertClass.Aborted, AlertSeverity.Info, "aborted"),
            RolloutEventKind.Failed => (AlertClass.PromotionFailed, AlertSeverity.Critical, "failed"),
            RolloutEventKind.Stalled => (AlertClass.PromotionFailed, AlertSeverity.Critical, "does not get on"),
            RolloutEventKind.NoData => (AlertClass.NoData, AlertSeverity.Error, "cannot be measured"),
            RolloutEventKind.AwaitingApproval => (AlertClass.Approval, AlertSeverity.Info, "waits for a person"),
            RolloutEventKind.ApprovalDue => (AlertClass.Approval, AlertSeverity.Warning, "approval is due soon"),
            _ => null,
        }
        : null;

    private static bool Is(RolloutTimelineEntry entry, RolloutEventKind kind) => entry.Kind == kind.ToString();

    private static List<AlertFact> Facts(RolloutStatus status, RolloutTimelineEntry entry)
    {
        var facts = new List<AlertFact>
        {
            new("From", status.Stable?.Version ?? "nothing"),
            new("To", $"{status.Target?.Version} {status.Target?.Digest}".Trim()),
            new("Step", string.Create(CultureInfo.InvariantCulture, $"{Math.Min(status.StepIndex + 1, status.StepCount)} of {status.StepCount}")),
            new("Traffic on the new version", string.Create(CultureInfo.InvariantCulture, $"{entry.Weight} %")),
        };
        if (status.Evidence is { } evidence)
        {
            facts.Add(new("New version", Counts(evidence.Canary)));
            facts.Add(new("Stable version", Counts(evidence.Stable)));
            facts.Add(new("Evidence", string.Create(CultureInfo.InvariantCulture, $"{Math.Min(evidence.EValue, 1e12):0.##} against a limit of {evidence.Limit:0.##}")));
            facts.Add(new("Errors that users saw", evidence.ErrorsExposed.ToString(CultureInfo.InvariantCulture)));
        }

        if (status.Weights is { Accepted: 0, AcceptedAt: { } verified })
        {
            facts.Add(new("State", string.Create(CultureInfo.InvariantCulture, $"traffic 100 % on {status.Stable?.Version ?? "stable"}, verified {verified.UtcDateTime:HH:mm:ss}Z")));
        }

        return facts;
    }

    private static string Counts(ArmEvidence arm) => string.Create(CultureInfo.InvariantCulture, $"{arm.Errors} of {arm.Requests} requests failed, {arm.Slow} were slow");
}
