namespace Portal.Marketplace.Pages;

/// <summary>A published version.</summary>
/// <param name="Permissions">What this version asks for.</param>
/// <param name="Yanked">Withdrawn: stays where it runs, cannot be installed anew.</param>
public sealed record VersionItem(
    string Version, string Digest, long Size, DateTimeOffset PublishedAt, bool Yanked, IReadOnlyList<PermissionItem> Permissions);
