namespace Portal.Infrastructure.Billing;

/// <summary>An event as it was delivered: enough to keep it and to find what it is about.</summary>
/// <param name="Payload">The body, byte for byte as it was signed.</param>
/// <param name="ObjectId">The object in it.</param>
/// <param name="Customer">Whose object; null for objects without a customer.</param>
public sealed record ReceivedEvent(
    string Id, string Type, string? ApiVersion, bool Livemode, DateTimeOffset CreatedAt, string Payload, string ObjectId, string? Customer);
