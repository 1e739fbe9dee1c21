namespace Portal.Objectives.Alerts;

/// <param name="Error">Why the latest attempt failed; null when it did not.</param>
public sealed record AlertDeliveryView(string Channel, string Action, DateTimeOffset CreatedAt, DateTimeOffset? DeliveredAt, int Attempts, string? Error);
