namespace Portal.Objectives.Alerts;

/// <param name="Channel">Its id.</param>
/// <param name="ChannelName">For people.</param>
/// <param name="Action">trigger or resolve.</param>
/// <param name="DueAt">When it is to be sent; null is at once.</param>
/// <param name="Held">What makes it wait: quiet, escalation or repeat; null when nothing does.</param>
/// <param name="Error">Why the latest attempt failed; null when it did not.</param>
public sealed record AlertDeliveryView(
    string Channel, string ChannelName, string Action, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, string? Held, DateTimeOffset? DeliveredAt, int Attempts, string? Error);
