namespace Portal.Billing.Pages;

/// <summary>Accounts of the ledger as people read them.</summary>
internal static class AccountWords
{
    public static string Name(string account) => account switch
    {
        "StripeClearing" or "stripe_clearing" => "Held by the payment provider",
        "StripeFees" or "stripe_fees" => "Payment fees",
        "PublisherPayable" or "publisher_payable" => "Owed to publisher",
        "PublisherReceivable" or "publisher_receivable" => "Owed by publisher",
        "PlatformCommission" or "platform_commission" => "Platform commission",
        "TaxPayable" or "tax_payable" => "Tax owed",
        "RefundContra" or "refund_contra" => "Refunds",
        "DisputeSuspense" or "dispute_suspense" => "In dispute",
        "Bank" or "bank" => "Bank",
        _ => account,
    };

    public static string Meaning(string account) => account switch
    {
        "StripeClearing" or "stripe_clearing" => "The price less the payment fee, until it is paid out to the bank.",
        "StripeFees" or "stripe_fees" => "What the payment provider keeps. The platform carries it, not the publisher.",
        "PublisherPayable" or "publisher_payable" => "The publisher's share of the price without tax.",
        "PlatformCommission" or "platform_commission" => "The platform's share of the price without tax.",
        "TaxPayable" or "tax_payable" => "Collected for the tax authority; nobody's income.",
        _ => "",
    };
}
