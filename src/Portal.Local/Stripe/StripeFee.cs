namespace Portal.Local.Stripe;

/// <summary>What the stand-in charges for a payment: 1.5 % and 0.25, rounded half up to the minor unit.</summary>
internal static class StripeFee
{
    private const string ZeroDecimals = " bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf ";
    private const string ThreeDecimals = " bhd jod kwd omr tnd ";

    public static long Of(long amount, string currency) => ((amount * 15) + (250 * UnitsPerMajor(currency)) + 500) / 1000;

    /// <summary>Minor units in one of the currency: 1, 100 or 1000.</summary>
    public static int UnitsPerMajor(string currency) => ZeroDecimals.Contains($" {currency} ", StringComparison.Ordinal)
        ? 1
        : ThreeDecimals.Contains($" {currency} ", StringComparison.Ordinal) ? 1000 : 100;
}
