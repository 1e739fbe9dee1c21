namespace Portal.Domain.Objectives.Alerts;

/// <summary>One message about one alert to one channel.</summary>
public readonly record struct AlertDeliveryId(Guid Value) : ITypedId<AlertDeliveryId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "ald";

    public static AlertDeliveryId From(Guid value) => new(value);

    public static bool TryParse(string? text, out AlertDeliveryId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
