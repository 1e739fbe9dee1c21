using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Portal.Domain.Billing;

/// <summary>
/// An ISO 4217 currency in which we may be paid, with the number of decimals of its minor unit. An amount means nothing without
/// it: 1900 is EUR 19.00, JPY 1900 or KWD 1.900.
/// </summary>
public sealed class Currency : IEquatable<Currency>
{
    private const string ZeroDecimals = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF";
    private const string TwoDecimals =
        "AED AUD BGN BRL CAD CHF CNY COP CZK DKK EGP EUR GBP GEL HKD HUF IDR ILS INR ISK KES MAD MXN MYR NGN NOK NZD PEN PHP PLN QAR RON RSD "
        + "SAR SEK SGD THB TRY TWD UAH UGX USD UYU ZAR";
    private const string ThreeDecimals = "BHD JOD KWD OMR TND";

    private static readonly FrozenDictionary<string, Currency> All = Codes(ZeroDecimals, 0)
        .Concat(Codes(TwoDecimals, 2))
        .Concat(Codes(ThreeDecimals, 3))
        .ToFrozenDictionary(currency => currency.Code, StringComparer.Ordinal);

    private Currency(string code, int exponent)
    {
        Code = code;
        Exponent = exponent;
        UnitsPerMajor = exponent switch { 0 => 1, 2 => 100, _ => 1000 };
    }

    public static Currency Eur => All["EUR"];

    public string Code { get; }

    /// <summary>Decimals of the minor unit: 0, 2 or 3.</summary>
    public int Exponent { get; }

    public long UnitsPerMajor { get; }

    public static Currency Parse(string code) =>
        TryParse(code, out var currency) ? currency : throw new FormatException($"'{code}' is not a currency that Portal is paid in.");

    public static bool TryParse(string? code, [NotNullWhen(true)] out Currency? currency)
    {
        currency = null;
        return code is not null && All.TryGetValue(code, out currency);
    }

    public bool Equals(Currency? other) => other is not null && string.Equals(Code, other.Code, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Currency);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Code);

    public override string ToString() => Code;

    private static IEnumerable<Currency> Codes(string codes, int exponent) => codes.Split(' ').Select(code => new Currency(code, exponent));
}
