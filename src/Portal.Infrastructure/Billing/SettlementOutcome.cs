namespace Portal.Infrastructure.Billing;

/// <summary>What handling an event came to.</summary>
/// <param name="Changed">False when it was known already or says nothing new.</param>
/// <param name="Message">In words, for the operation's steps.</param>
public sealed record SettlementOutcome(bool Changed, string Message);
