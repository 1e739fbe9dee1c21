namespace Portal.Tenancy.Pages;

/// <summary>One thing a new admin does, with its state as it really is.</summary>
public sealed record SetUpStep(string Title, string About, bool Done, string Href, string Action);
