namespace Portal.Domain.Operations.Webhooks;

/// <summary>How a signing secret is written (standardwebhooks.com): <c>whsec_</c> and Base64 of the key.</summary>
public static class WebhookSecret
{
    public const string Prefix = "whsec_";

    /// <summary>Of the key, in bytes; the standard takes 24 to 64.</summary>
    public const int KeyLength = 32;

    /// <summary>How long the secret before goes on signing beside a new one.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    public static string Write(ReadOnlySpan<byte> key) => Prefix + Convert.ToBase64String(key);
}
