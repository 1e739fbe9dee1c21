namespace Portal.Billing;

/// <summary>What an account holds of this tenant's business.</summary>
/// <param name="Amount">Debit positive, credit negative.</param>
internal sealed record BalanceView(string Account, string? Party, MoneyView Amount);
