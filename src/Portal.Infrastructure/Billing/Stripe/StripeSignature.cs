using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>
/// Verifies <c>Stripe-Signature: t=1700000000,v1=5257a8…,v1=…</c>: HMAC-SHA256 over the time, a dot and the bytes as they came. Several
/// signatures or secrets may be given while a secret is replaced; one match is enough.
/// </summary>
public static class StripeSignature
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    /// <param name="body">The raw body, before anything read or decoded it.</param>
    /// <param name="header">The header's value.</param>
    /// <param name="secrets">One or two, separated by a comma.</param>
    /// <param name="now">Older or later than this by more than the tolerance is refused: a replay.</param>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, string secrets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var (time, signatures) = Parse(header);
        if (time is null || signatures.Count == 0 || Math.Abs(now.ToUnixTimeSeconds() - time.Value) > Tolerance.TotalSeconds)
        {
            return false;
        }

        var signed = new byte[body.Length + 24];
        var prefix = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time.Value}."), signed);
        body.CopyTo(signed.AsSpan(prefix));
        var valid = false;
        foreach (var secret in secrets.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed.AsSpan(0, prefix + body.Length));
            foreach (var signature in signatures)
            {
                // No early way out: the time taken says nothing about which one matched.
                valid |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        return valid;
    }

    private static (long? Time, List<byte[]> Signatures) Parse(string? header)
    {
        var (time, signatures) = ((long?)null, new List<byte[]>());
        foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            var (name, value) = part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (part[..at], part[(at + 1)..]) : (part, "");
            if (name == "t" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                time = seconds;
            }
            else if (name == "v1" && value.Length == 64 && value.All(char.IsAsciiHexDigit) && signatures.Count < 10)
            {
                signatures.Add(Convert.FromHexString(value));
            }
        }

        return (time, signatures);
    }
}
