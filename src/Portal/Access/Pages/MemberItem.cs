namespace Portal.Access.Pages;

/// <summary>A person of this tenant.</summary>
public sealed record MemberItem(string Id, string Name, string Email, string Role, DateTimeOffset CreatedAt, bool Disabled);
