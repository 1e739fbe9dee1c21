namespace Portal.Objectives.Alerts;

/// <param name="Secret">As in <see cref="AlertChannelRequest"/>. The key that a webhook had before signs for another day.</param>
public sealed record AlertSecretRequest(string? Secret);
