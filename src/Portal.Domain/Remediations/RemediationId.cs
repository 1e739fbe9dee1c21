namespace Portal.Domain.Remediations;

/// <summary>Something that was found wrong with a rollout, from when it was first seen until it was gone.</summary>
public readonly record struct RemediationId(Guid Value) : ITypedId<RemediationId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "rem";

    public static RemediationId From(Guid value) => new(value);

    public static bool TryParse(string? text, out RemediationId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
