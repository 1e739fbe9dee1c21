namespace Portal.Domain.Billing;

/// <summary>A paid purchase as the payment provider accounts for it: gross with tax, tax, and the provider's fee on the gross.</summary>
public sealed record SettledPurchase(
    string PurchaseKey,
    string Publisher,
    Money Gross,
    Money Tax,
    string? TaxJurisdiction,
    Money ProviderFee,
    DateTimeOffset PaidAt)
{
    public Money NetOfTax => Gross - Tax;
}
