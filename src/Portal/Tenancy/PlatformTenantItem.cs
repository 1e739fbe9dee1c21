namespace Portal.Tenancy;

/// <summary>A tenant as staff see it: that it is there, how large it is and how busy; nothing that is in it.</summary>
public sealed record PlatformTenantItem(
    string Id, string Slug, string Name, string State, DateTimeOffset CreatedAt, DateTimeOffset? LastActivityAt, long Members, long Plugins, long StorageBytes);
