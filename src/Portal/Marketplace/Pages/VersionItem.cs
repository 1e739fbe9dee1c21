namespace Portal.Marketplace.Pages;

/// <summary>A published version.</summary>
/// <param name="Permissions">What this version asks for, by name.</param>
/// <param name="Yanked">Withdrawn: stays where it runs, cannot be installed anew.</param>
public sealed record VersionItem(string Version, string Digest, DateTimeOffset PublishedAt, bool Yanked, IReadOnlyList<string> Permissions);
