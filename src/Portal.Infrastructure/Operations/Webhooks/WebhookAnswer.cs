namespace Portal.Infrastructure.Operations.Webhooks;

/// <param name="Status">Null when nothing was answered.</param>
/// <param name="Error">Why it failed, for the tenant to read; null when it did not.</param>
/// <param name="Answer">Its beginning.</param>
/// <param name="Took">From the first look-up to the last byte that was read.</param>
public sealed record WebhookAnswer(int? Status, string? Error, string Answer, TimeSpan Took);
