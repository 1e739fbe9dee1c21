using System.Globalization;
using Portal.Domain.Billing;

namespace Portal.Components;

/// <summary>Money in words: the amount in major units, then the currency. Integer arithmetic only.</summary>
internal static class MoneyWords
{
    public static string Of(long minor, string code)
    {
        var currency = Currency.Parse(code);
        var (whole, rest) = Math.DivRem(Math.Abs(minor), currency.UnitsPerMajor);
        var fraction = currency.Exponent == 0 ? "" : "." + rest.ToString(CultureInfo.InvariantCulture).PadLeft(currency.Exponent, '0');
        return $"{(minor < 0 ? "−" : "")}{whole.ToString("N0", CultureInfo.InvariantCulture)}{fraction} {currency.Code}";
    }
}
