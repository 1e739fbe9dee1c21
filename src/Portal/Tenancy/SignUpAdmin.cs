namespace Portal.Tenancy;

internal sealed record SignUpAdmin(string? Email, string? DisplayName, string? Password);
