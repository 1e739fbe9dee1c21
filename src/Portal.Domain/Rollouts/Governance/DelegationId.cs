namespace Portal.Domain.Rollouts.Governance;

/// <summary>One right to decide, lent for a time.</summary>
public readonly record struct DelegationId(Guid Value) : ITypedId<DelegationId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "dlg";

    public static DelegationId From(Guid value) => new(value);

    public static bool TryParse(string? text, out DelegationId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
