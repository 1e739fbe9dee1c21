namespace Portal.Tenancy.Pages;

/// <summary>What the sign-up form posts.</summary>
public sealed class SignUpForm
{
    public string? Company { get; set; }

    public string? Slug { get; set; }

    public string? DisplayName { get; set; }

    public string? Email { get; set; }

    public string? Password { get; set; }
}
