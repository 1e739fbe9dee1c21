using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Portal.Operators.Remediations;

/// <summary>When a credential ends, where it says so itself: a certificate in PEM, a token with a claim <c>exp</c> (RFC 7519). Nothing of it is believed but that.</summary>
internal static class CredentialEnd
{
    private const int LongestToken = 16_384;

    public static DateTimeOffset? Of(string credential) =>
        credential.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) ? OfCertificate(credential) : OfToken(credential);

    private static DateTimeOffset? OfCertificate(string pem)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static DateTimeOffset? OfToken(string token)
    {
        if (token.Length > LongestToken || token.Split('.') is not [_, var claims, _])
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("exp", out var exp)
                && exp.ValueKind == JsonValueKind.Number && exp.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_800
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or DecoderFallbackException)
        {
            return null;
        }
    }
}
