namespace Portal.Billing.Pages;

/// <summary>Accounts of the ledger as people read them.</summary>
internal static class AccountWords
{
    public static string Name(string account) => account switch
    {
        "stripe_clearing" => "Held by the payment provider",
        "stripe_fees" => "Payment fees",
        "publisher_payable" => "Owed to publisher",
        "publisher_receivable" => "Owed by publisher",
        "platform_commission" => "Platform commission",
        "tax_payable" => "Tax owed",
        "refund_contra" => "Refunds",
        "dispute_suspense" => "In dispute",
        "bank" => "Bank",
        _ => account,
    };

    public static string Meaning(string account) => account switch
    {
        "stripe_clearing" => "The price less the payment fee, until it is paid out to the bank.",
        "stripe_fees" => "What the payment provider keeps. The platform carries it, not the publisher.",
        "publisher_payable" => "The publisher's share of the price without tax.",
        "platform_commission" => "The platform's share of the price without tax.",
        "tax_payable" => "Collected for the tax authority; nobody's income.",
        _ => "",
    };
}
