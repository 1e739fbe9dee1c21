using System.Collections.Frozen;

namespace Portal.Domain.Remediations;

/// <summary>What a tenant lets be done by itself, and how often.</summary>
public sealed record RemediationSettings
{
    /// <summary>So often the same is tried against one finding; then it needs a person.</summary>
    public const int MostAttempts = 2;

    /// <summary>All caps count the attempts of this time.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>What only has the operator look again is done by itself; what touches pods or traffic is suggested.</summary>
    public static RemediationSettings Default { get; } = new()
    {
        Modes = new Dictionary<RemediationKind, RemediationMode>
        {
            [RemediationKind.CrashLoop] = RemediationMode.Suggested,
            [RemediationKind.RouteDrift] = RemediationMode.Automatic,
            [RemediationKind.StuckProgress] = RemediationMode.Automatic,
            [RemediationKind.QuotaPressure] = RemediationMode.Suggested,
            [RemediationKind.ExpiringCredential] = RemediationMode.Suggested,
            [RemediationKind.StaleCache] = RemediationMode.Automatic,
        }.ToFrozenDictionary(),
    };

    public required IReadOnlyDictionary<RemediationKind, RemediationMode> Modes { get; init; }

    /// <summary>1 to 100: attempts of the tenant in an hour.</summary>
    public int PerHour { get; init; } = 10;

    /// <summary>1 to 100: attempts at one rollout in an hour.</summary>
    public int PerRolloutPerHour { get; init; } = 3;

    /// <summary>From one attempt at a rollout to the next: a minute to a day.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMinutes(10);

    public RemediationMode ModeOf(RemediationKind kind) => Modes.TryGetValue(kind, out var mode) ? mode : Default.Modes[kind];
}
