namespace Portal.Infrastructure.Operations.Backups;

/// <summary>A backup that was just made.</summary>
/// <param name="Manifest">What is in it.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="Removed">Names of the older ones that it superseded.</param>
public sealed record MadeBackup(BackupManifest Manifest, string Folder, IReadOnlyList<string> Removed);
