namespace Portal.EndToEndTests.Pages;

/// <summary>Who has just signed up, and as whom.</summary>
public sealed record NewTenant(string Url, string Email, string Password);
