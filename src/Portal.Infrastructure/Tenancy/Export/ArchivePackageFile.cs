namespace Portal.Infrastructure.Tenancy.Export;

/// <param name="Digest">Of the package: <c>sha256:</c> and 64 hex digits.</param>
/// <param name="Plugin">The plugin's key.</param>
/// <param name="Version">The version that this package is.</param>
/// <param name="Bytes">Of the package.</param>
/// <param name="Publisher">Who published it.</param>
public sealed record ArchivePackageFile(string Digest, string Plugin, string Version, long Bytes, ArchivePublisher Publisher);
