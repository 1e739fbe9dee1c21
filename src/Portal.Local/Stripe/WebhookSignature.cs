using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Local.Stripe;

/// <summary>The header <c>Stripe-Signature: t=…,v1=…</c>: HMAC-SHA256 over the time, a dot and the body.</summary>
internal static class WebhookSignature
{
    public static string Of(string payload, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{payload}"));
        return $"t={seconds},v1={Convert.ToHexStringLower(mac)}";
    }
}
