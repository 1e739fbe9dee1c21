namespace Portal.Domain.Billing;

/// <summary>The chart of accounts. Each kind exists once per currency; some once per party as well.</summary>
public enum AccountKind
{
    /// <summary>What Stripe holds for us. Proven against Stripe's balance transactions.</summary>
    StripeClearing,

    Bank,

    CustomerReceivable,

    /// <summary>What we owe a publisher for sales that were not paid out yet.</summary>
    PublisherPayable,

    /// <summary>What a publisher owes us after a refund of a sale that was already paid out.</summary>
    PublisherReceivable,

    PlatformCommission,

    StripeFees,

    /// <summary>Tax collected for a jurisdiction; the party is the jurisdiction.</summary>
    TaxPayable,

    RefundContra,

    DisputeSuspense,

    DisputeFeeExpense,

    FxGainLoss,

    DeferredRevenue,

    /// <summary>Stays at zero: exact allocation leaves no residue. A balance here is a bug.</summary>
    Rounding,

    /// <summary>Held back from a publisher against refunds and disputes.</summary>
    Reserve,
}
