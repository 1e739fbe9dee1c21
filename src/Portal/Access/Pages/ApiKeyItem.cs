namespace Portal.Access.Pages;

/// <summary>A key for programs. Its secret was shown once.</summary>
public sealed record ApiKeyItem(string Id, string Name, string Role, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);
