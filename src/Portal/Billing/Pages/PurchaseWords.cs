using Portal.Components;
using Portal.Domain.Billing;

namespace Portal.Billing.Pages;

/// <summary>Purchases as people read them.</summary>
internal static class PurchaseWords
{
    public static string Text(PurchaseState state) => state switch
    {
        PurchaseState.Pending => "Waiting for payment",
        PurchaseState.Paid => "Paid",
        PurchaseState.Canceled => "Canceled",
        PurchaseState.PartiallyRefunded => "Partly refunded",
        _ => "Refunded",
    };

    public static Tone ToneOf(PurchaseState state) => state switch
    {
        PurchaseState.Paid => Tone.Success,
        PurchaseState.Pending => Tone.Accent,
        PurchaseState.Canceled => Tone.Neutral,
        _ => Tone.Warning,
    };

    public static string Meaning(PurchaseState state) => state switch
    {
        PurchaseState.Paid => "The payment provider confirmed it; the plugin may be installed.",
        PurchaseState.Pending => "The payment page is open. Nothing is booked before the provider confirms.",
        PurchaseState.Canceled => "The payment page was closed unpaid. Nothing was booked.",
        _ => "Money was given back; the ledger shows how much and by whom.",
    };
}
