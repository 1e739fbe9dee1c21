namespace Portal.Access;

internal sealed record SignInRequest(string? Email, string? Password);
