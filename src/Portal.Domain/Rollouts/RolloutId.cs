namespace Portal.Domain.Rollouts;

/// <summary>One change of an installation's version, on its way to people.</summary>
public readonly record struct RolloutId(Guid Value) : ITypedId<RolloutId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "rol";

    public static RolloutId From(Guid value) => new(value);

    public static bool TryParse(string? text, out RolloutId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
