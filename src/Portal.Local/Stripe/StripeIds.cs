using System.Security.Cryptography;

namespace Portal.Local.Stripe;

/// <summary>Identifiers that look like Stripe's: a prefix that names the kind, then letters and digits.</summary>
internal static class StripeIds
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string New(string prefix, int length = 24) => $"{prefix}_{RandomNumberGenerator.GetString(Alphabet, length)}";
}
