namespace Portal.Domain.Billing;

/// <summary>What each kind of account is: its name on the wire, its class, and whether it is kept per party.</summary>
public static class ChartOfAccounts
{
    public static AccountClass ClassOf(AccountKind kind) => kind switch
    {
        AccountKind.StripeClearing or AccountKind.Bank or AccountKind.CustomerReceivable or AccountKind.PublisherReceivable
            or AccountKind.DisputeSuspense => AccountClass.Asset,
        AccountKind.PublisherPayable or AccountKind.TaxPayable or AccountKind.DeferredRevenue or AccountKind.Reserve => AccountClass.Liability,
        AccountKind.PlatformCommission => AccountClass.Income,
        AccountKind.StripeFees or AccountKind.RefundContra or AccountKind.DisputeFeeExpense or AccountKind.FxGainLoss
            or AccountKind.Rounding => AccountClass.Expense,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not in the chart."),
    };

    public static NormalSide NormalSideOf(AccountKind kind) =>
        ClassOf(kind) is AccountClass.Asset or AccountClass.Expense ? NormalSide.Debit : NormalSide.Credit;

    public static bool IsPerParty(AccountKind kind) =>
        kind is AccountKind.PublisherPayable or AccountKind.PublisherReceivable or AccountKind.TaxPayable or AccountKind.Reserve;

    /// <summary>The kind's name in tables, in the API and on pages: <c>publisher_payable</c>.</summary>
    public static string NameOf(AccountKind kind) => kind switch
    {
        AccountKind.StripeClearing => "stripe_clearing",
        AccountKind.Bank => "bank",
        AccountKind.CustomerReceivable => "customer_receivable",
        AccountKind.PublisherPayable => "publisher_payable",
        AccountKind.PublisherReceivable => "publisher_receivable",
        AccountKind.PlatformCommission => "platform_commission",
        AccountKind.StripeFees => "stripe_fees",
        AccountKind.TaxPayable => "tax_payable",
        AccountKind.RefundContra => "refund_contra",
        AccountKind.DisputeSuspense => "dispute_suspense",
        AccountKind.DisputeFeeExpense => "dispute_fee_expense",
        AccountKind.FxGainLoss => "fx_gain_loss",
        AccountKind.DeferredRevenue => "deferred_revenue",
        AccountKind.Rounding => "rounding",
        AccountKind.Reserve => "reserve",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not in the chart."),
    };

    public static AccountKind KindOf(string name) =>
        Enum.GetValues<AccountKind>().Where(kind => string.Equals(NameOf(kind), name, StringComparison.Ordinal)).Select(kind => (AccountKind?)kind).FirstOrDefault()
        ?? throw new FormatException($"'{name}' is not in the chart of accounts.");
}
