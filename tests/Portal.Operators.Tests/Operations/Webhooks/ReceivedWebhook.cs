namespace Portal.Operators.Tests.Operations.Webhooks;

/// <summary>A request that the endpoint was sent.</summary>
internal sealed record ReceivedWebhook(IReadOnlyDictionary<string, string> Headers, string Body);
