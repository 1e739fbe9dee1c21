namespace Portal.Domain.Operations.Webhooks;

/// <summary>Where a tenant wants to be told of what happens.</summary>
public readonly record struct WebhookEndpointId(Guid Value) : ITypedId<WebhookEndpointId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "whe";

    public static WebhookEndpointId From(Guid value) => new(value);

    public static bool TryParse(string? text, out WebhookEndpointId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
