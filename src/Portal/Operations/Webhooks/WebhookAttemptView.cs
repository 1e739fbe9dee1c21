namespace Portal.Operations.Webhooks;

/// <param name="Status">What was answered; absent when nothing was.</param>
/// <param name="Error">Why it failed; absent when it did not.</param>
/// <param name="Answer">The beginning of what was answered.</param>
public sealed record WebhookAttemptView(int Sequence, DateTimeOffset AttemptedAt, int Milliseconds, int? Status, string? Error, string Answer);
