namespace Portal.Tenancy.Pages;

/// <summary>What the sign-up page sends.</summary>
public sealed record SignUpOrder(string Slug, string Name, string AdminName, string AdminEmail, string AdminPassword);
