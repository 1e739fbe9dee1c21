namespace Portal.Billing.Pages;

/// <summary>What an account holds of this tenant's business.</summary>
/// <param name="AmountMinor">Debit positive, credit negative.</param>
public sealed record BalanceItem(string Account, string Party, long AmountMinor, string Currency);
