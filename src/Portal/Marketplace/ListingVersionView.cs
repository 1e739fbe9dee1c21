namespace Portal.Marketplace;

/// <summary>A published version.</summary>
/// <param name="Permissions">What it asks for: the permission's name and what it allows, in words.</param>
/// <param name="Yanked">Withdrawn: stays where it runs, cannot be installed anew.</param>
internal sealed record ListingVersionView(
    string Version, string Digest, long Size, string License, DateTimeOffset PublishedAt, bool Yanked, IReadOnlyDictionary<string, string> Permissions);
