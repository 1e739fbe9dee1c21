namespace Portal.Domain.Objectives.Alerts;

/// <summary>One place that alerts are sent to.</summary>
public readonly record struct AlertChannelId(Guid Value) : ITypedId<AlertChannelId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "alc";

    public static AlertChannelId From(Guid value) => new(value);

    public static bool TryParse(string? text, out AlertChannelId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
