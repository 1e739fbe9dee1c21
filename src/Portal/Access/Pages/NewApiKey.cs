namespace Portal.Access.Pages;

/// <summary>A key just created, with the secret that is never shown again.</summary>
public sealed record NewApiKey(string Id, string Name, string Secret);
