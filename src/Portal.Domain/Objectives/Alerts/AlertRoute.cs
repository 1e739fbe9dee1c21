using System.Globalization;

namespace Portal.Domain.Objectives.Alerts;

/// <summary>What a channel is told of, and when: the one rule by which alerts are sent and by which pages and API say where one would go.</summary>
/// <param name="Severity">The least that it is told of.</param>
public sealed record AlertRoute(AlertSeverity Severity)
{
    /// <summary>By class: the least severity that it is told of instead; null is never.</summary>
    public IReadOnlyDictionary<string, AlertSeverity?> Exceptions { get; init; } = new Dictionary<string, AlertSeverity?>();

    /// <summary>Null is never quiet.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>Told only of what nobody has acknowledged for so long; null is told at once.</summary>
    public int? EscalateAfterMinutes { get; init; }

    /// <summary>The same again within so many minutes waits for their end, and is not told if it is over by then; null is told at once.</summary>
    public int? RepeatAfterMinutes { get; init; }

    public bool IsDisabled { get; init; }

    /// <summary>Whether and when the channel is told.</summary>
    /// <param name="class">Of <see cref="AlertClass"/>.</param>
    /// <param name="severity">The alert's.</param>
    /// <param name="now">When it is raised.</param>
    /// <param name="toldBefore">When the channel was last told of the same thing; null when it never was.</param>
    public AlertDecision Decide(string @class, AlertSeverity severity, DateTimeOffset now, DateTimeOffset? toldBefore)
    {
        if (IsDisabled)
        {
            return new(null, null, "is disabled");
        }

        var least = Exceptions.TryGetValue(@class, out var exception) ? exception : Severity;
        if (least is null)
        {
            return new(null, null, "is not told of this");
        }

        return severity < least ? new(null, null, $"is told of this from {least.Value.ToString().ToLowerInvariant()} on") : When(severity, now, toldBefore);
    }

    private AlertDecision When(AlertSeverity severity, DateTimeOffset now, DateTimeOffset? toldBefore)
    {
        var decision = new AlertDecision(now, null, "is told at once");
        if (QuietHours?.After(severity, now) is { } loud && loud > now)
        {
            decision = new(loud, AlertHold.Quiet, "is told when its quiet hours are over");
        }

        if (EscalateAfterMinutes is { } patience)
        {
            decision = new(decision.At!.Value.AddMinutes(patience), AlertHold.Escalation, $"is told {Minutes(patience)} later, unless somebody acknowledges it");
        }

        return RepeatAfterMinutes is { } pause && toldBefore?.AddMinutes(pause) is { } again && again > decision.At
            ? new(again, AlertHold.Repeat, $"was told the same less than {Minutes(pause)} before: it is told again when they are over, if it lasts")
            : decision;
    }

    private static string Minutes(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "minute" : "minutes")}");
}
