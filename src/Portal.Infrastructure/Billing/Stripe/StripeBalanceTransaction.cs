namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>What a payment did to our balance: the only source of truth about cash.</summary>
public sealed record StripeBalanceTransaction(string Id, long Amount, long Fee, long Net, string? Currency, long Created) : IExpandable<StripeBalanceTransaction>
{
    public static StripeBalanceTransaction Reference(string id) => new(id, 0, 0, 0, null, 0);

    /// <summary>Whether it is the object, not only its id.</summary>
    public bool IsExpanded => Currency is not null;
}
