namespace Portal.Tenancy.Pages;

/// <summary>The tenant as its settings show it.</summary>
public sealed record TenantItem(string Id, string Slug, string Name, string State, string Namespace, string Url, DateTimeOffset CreatedAt);
