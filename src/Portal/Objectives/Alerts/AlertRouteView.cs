namespace Portal.Objectives.Alerts;

/// <summary>What a channel would be told of an alert that was raised now.</summary>
/// <param name="At">When; null when it would not be told.</param>
/// <param name="Why">In words that go on from the channel's name.</param>
public sealed record AlertRouteView(string Channel, string Name, DateTimeOffset? At, string Why);
