using Portal.Components;

namespace Portal.Billing.Pages;

/// <summary>Purchases as people read them.</summary>
internal static class PurchaseWords
{
    public static string Text(string state) => state switch
    {
        "Pending" => "Waiting for payment",
        "PartiallyRefunded" => "Partly refunded",
        _ => state,
    };

    public static Tone ToneOf(string state) => state switch
    {
        "Paid" => Tone.Success,
        "Pending" => Tone.Accent,
        "Canceled" => Tone.Neutral,
        _ => Tone.Warning,
    };

    public static string Meaning(string state) => state switch
    {
        "Paid" => "The payment provider confirmed it; the plugin may be installed.",
        "Pending" => "The payment page is open. Nothing is booked before the provider confirms.",
        "Canceled" => "The payment page was closed unpaid. Nothing was booked.",
        _ => "Money was given back; the ledger shows how much and by whom.",
    };
}
