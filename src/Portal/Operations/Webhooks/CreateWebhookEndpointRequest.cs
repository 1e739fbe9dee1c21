namespace Portal.Operations.Webhooks;

/// <param name="Url">Begins with https://.</param>
/// <param name="Topics">What to be told of.</param>
internal sealed record CreateWebhookEndpointRequest(string? Url, IReadOnlyList<string>? Topics);
