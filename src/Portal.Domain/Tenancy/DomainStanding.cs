namespace Portal.Domain.Tenancy;

/// <summary>Where a custom domain stands, with what is needed to go on from there.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="RequestedAt">Attempts to verify count from here.</param>
/// <param name="MissingSince">Since when a verified domain's record is gone; null while it is there.</param>
public sealed record DomainStanding(DomainState State, DateTimeOffset RequestedAt, DateTimeOffset? MissingSince = null)
{
    /// <summary>How long a record may take to appear.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <summary>How long a verified domain is served without its record.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>What follows from what DNS said.</summary>
    public DomainStanding After(DomainEvidence evidence, DateTimeOffset now) => (State, evidence) switch
    {
        (_, DomainEvidence.Unknown) => this,
        (DomainState.Pending or DomainState.Verified, DomainEvidence.Proved) => this with { State = DomainState.Verified, MissingSince = null },
        (DomainState.Pending, DomainEvidence.NotProved) when now - RequestedAt >= Patience => this with { State = DomainState.Failed },
        (DomainState.Verified, DomainEvidence.NotProved) when now - (MissingSince ?? now) >= Grace => this with { State = DomainState.Lapsed },
        (DomainState.Verified, DomainEvidence.NotProved) => this with { MissingSince = MissingSince ?? now },
        _ => this,
    };

    /// <summary>When to look again; null when nobody looks any more. A new domain is looked up every minute at first, then as its age grows, hourly at most.</summary>
    public DateTimeOffset? LookAgainAt(DomainEvidence evidence, DateTimeOffset now) => State switch
    {
        DomainState.Pending => now + Clamp((now - RequestedAt) / 2),
        DomainState.Verified => now + (evidence == DomainEvidence.Proved ? Day : Hour),
        _ => null,
    };

    private static TimeSpan Clamp(TimeSpan wait) => wait < Soonest ? Soonest : wait > Hour ? Hour : wait;
}
