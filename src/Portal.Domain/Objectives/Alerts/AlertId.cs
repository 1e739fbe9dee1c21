namespace Portal.Domain.Objectives.Alerts;

/// <summary>Something that somebody should know.</summary>
public readonly record struct AlertId(Guid Value) : ITypedId<AlertId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "alt";

    public static AlertId From(Guid value) => new(value);

    public static bool TryParse(string? text, out AlertId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
