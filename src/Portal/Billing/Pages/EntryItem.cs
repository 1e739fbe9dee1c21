namespace Portal.Billing.Pages;

/// <summary>One line of a journal.</summary>
/// <param name="Account">The kind of account, e.g. <c>publisher_payable</c>.</param>
/// <param name="Party">Whose account, e.g. the publisher's name.</param>
/// <param name="AmountMinor">Debit positive, credit negative.</param>
public sealed record EntryItem(string Account, string Party, long AmountMinor, string Currency);
