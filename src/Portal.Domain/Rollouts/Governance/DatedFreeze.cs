namespace Portal.Domain.Rollouts.Governance;

/// <summary>Once, from one moment to another; the end is outside.</summary>
public sealed record DatedFreeze : FreezeWindow
{
    public DatedFreeze(string name, DateTimeOffset startsAt, DateTimeOffset endsAt)
        : base(name) => (StartsAt, EndsAt) = (startsAt, endsAt);

    public DateTimeOffset StartsAt { get; }

    public DateTimeOffset EndsAt { get; }

    public override DateTimeOffset? EndAfter(DateTimeOffset moment) => moment >= StartsAt && moment < EndsAt ? EndsAt : null;
}
