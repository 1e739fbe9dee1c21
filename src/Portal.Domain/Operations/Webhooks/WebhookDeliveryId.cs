namespace Portal.Domain.Operations.Webhooks;

/// <summary>One message to one endpoint, however often it is tried.</summary>
public readonly record struct WebhookDeliveryId(Guid Value) : ITypedId<WebhookDeliveryId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "whd";

    public static WebhookDeliveryId From(Guid value) => new(value);

    public static bool TryParse(string? text, out WebhookDeliveryId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
