namespace Portal.Domain.Objectives;

/// <summary>How good one service is to be, as one tenant wants it.</summary>
public readonly record struct ObjectiveId(Guid Value) : ITypedId<ObjectiveId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "slo";

    public static ObjectiveId From(Guid value) => new(value);

    public static bool TryParse(string? text, out ObjectiveId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
