using System.Globalization;

namespace Portal.Domain.Remediations;

/// <summary>Decides what is done about a finding. The same case and the same time give the same answer.</summary>
public static class RemediationPolicy
{
    public static RemediationDecision Decide(RemediationCase found, RemediationSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(settings);
        var mode = settings.ModeOf(found.Finding.Kind);
        if (mode == RemediationMode.Off)
        {
            return new Ignore();
        }

        var remedy = found.Finding.After(found.Attempts);
        if (mode == RemediationMode.Suggested || remedy.IsAdvice)
        {
            return new Suggest(remedy, null);
        }

        if (found.Attempts >= RemediationSettings.MostAttempts)
        {
            return new GiveUp(remedy);
        }

        return Objection(found, remedy) is { } objection ? new Suggest(remedy, objection)
            : Wait(found, settings, now) is { } wait ? wait
            : new Act(remedy);
    }

    private static string? Objection(RemediationCase found, Remedy remedy) => remedy switch
    {
        { IsForPeople: true } => "What was tried first did not help; this is for a person to decide.",
        { IsAllowedInFreeze: false } when found.IsFrozen => "A freeze is on: nothing is changed by itself.",
        _ => null,
    };

    private static HoldBack? Wait(RemediationCase found, RemediationSettings settings, DateTimeOffset now)
    {
        var last = found.OfRollout.Count == 0 ? DateTimeOffset.MinValue : found.OfRollout.Max();
        if (found.OfRollout.Count > 0 && last + settings.CoolDown > now)
        {
            return new(Words("Something was done about this rollout lately; the next attempt is at the earliest at", last + settings.CoolDown), last + settings.CoolDown);
        }

        return Cap(found.OfRollout, settings.PerRolloutPerHour, now) is { } rollout
            ? new(Words($"There were {settings.PerRolloutPerHour} attempts at this rollout within an hour, as many as are allowed; the next one is possible at", rollout), rollout)
            : Cap(found.OfTenant, settings.PerHour, now) is { } tenant
                ? new(Words($"There were {settings.PerHour} attempts within an hour, as many as are allowed; the next one is possible at", tenant), tenant)
                : null;
    }

    /// <summary>When there is room for one more; null when there is now. An attempt counts for the whole window, both ends included.</summary>
    private static DateTimeOffset? Cap(IReadOnlyList<DateTimeOffset> attempts, int most, DateTimeOffset now)
    {
        var counted = attempts.Where(at => at >= now - RemediationSettings.Window).Order().ToList();
        return counted.Count < most ? null : counted[counted.Count - most] + RemediationSettings.Window + TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond);
    }

    private static string Words(string words, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{words} {at.UtcDateTime:HH:mm:ss} UTC.");
}
