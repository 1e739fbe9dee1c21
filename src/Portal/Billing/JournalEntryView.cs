namespace Portal.Billing;

/// <param name="Account">The kind of account, e.g. <c>publisher_payable</c>.</param>
/// <param name="Party">Whose account, e.g. the publisher; absent for accounts that are nobody's in particular.</param>
/// <param name="Amount">Debit positive, credit negative.</param>
internal sealed record JournalEntryView(string Account, string? Party, MoneyView Amount);
