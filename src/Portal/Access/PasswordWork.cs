namespace Portal.Access;

/// <summary>What a guess at a password costs. Given by code and not by a setting: nobody shall make it cheap in a deployment.</summary>
/// <param name="Iterations">Of PBKDF2-HMAC-SHA512.</param>
internal sealed record PasswordWork(int Iterations)
{
    /// <summary>210,000 iterations (OWASP, Password Storage Cheat Sheet).</summary>
    public static PasswordWork Product { get; } = new(210_000);
}
