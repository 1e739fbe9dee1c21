namespace Portal.Billing;

/// <param name="Plugin">The key of a paid plugin, e.g. <c>cost-insights</c>.</param>
internal sealed record StartPurchaseRequest(string? Plugin);
