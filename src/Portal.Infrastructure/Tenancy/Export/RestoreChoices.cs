namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>What whoever imports decides.</summary>
/// <param name="Slug">Another slug than the archive's; null for the same.</param>
/// <param name="PublishPackages">Packages that this deployment's registry lacks are taken into it, for every tenant to see; otherwise they are named and the import refused.</param>
/// <param name="UnknownPasswordHash">A hash of a password that nobody knows: what every member has until it is reset.</param>
public sealed record RestoreChoices(string? Slug, bool PublishPackages, string UnknownPasswordHash);
