namespace Portal.Domain.Access;

/// <summary>What a password must be: long rather than complicated (NIST SP 800-63B section 3.1.1.2).</summary>
public static class PasswordRule
{
    public const int Shortest = 12;
    public const int Longest = 128;

    /// <summary>Says what is wrong, without repeating the password; null when nothing is.</summary>
    public static FieldError? Check(string? password, string pointer = "/password")
    {
        if (password is null || password.Length < Shortest)
        {
            return new(pointer, "", "A password has at least 12 characters.");
        }

        return password.Length > Longest ? new(pointer, "", "A password has at most 128 characters.") : null;
    }
}
