using System.Globalization;

namespace Portal.Components;

/// <summary>Money in words: the amount in major units, then the currency. Integer arithmetic only.</summary>
internal static class MoneyWords
{
    // ISO 4217 currencies without minor units that Stripe charges in; everything else that the marketplace sells in has two digits.
    private static readonly HashSet<string> WithoutMinorUnits = ["JPY", "KRW", "VND", "CLP", "ISK", "UGX"];

    public static string Of(long minor, string currency)
    {
        var sign = minor < 0 ? "−" : "";
        var amount = Math.Abs(minor);
        var figure = WithoutMinorUnits.Contains(currency)
            ? amount.ToString("N0", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{amount / 100:N0}.{amount % 100:00}");
        return $"{sign}{figure} {currency}";
    }
}
