using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Operations.Webhooks;

/// <summary>Standard Webhooks (github.com/standard-webhooks/standard-webhooks), symmetric: HMAC-SHA256 of id, time and body.</summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>The value of the signature's header.</summary>
    /// <param name="keys">One, or two while a secret is changed: then there are two signatures, with a space between.</param>
    /// <param name="id">Of the message.</param>
    /// <param name="sentAt">To the second.</param>
    /// <param name="body">As it is sent.</param>
    public static string Write(IEnumerable<byte[]> keys, string id, DateTimeOffset sentAt, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(keys);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{Timestamp(sentAt)}."), .. body];
        return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed))));
    }

    public static string Timestamp(DateTimeOffset sentAt) => sentAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
