namespace Portal.Infrastructure.Operations.Backups;

/// <summary>What came back.</summary>
/// <param name="Manifest">Of the backup.</param>
/// <param name="Migrations">Applied afterwards, since the backup's schema was older.</param>
/// <param name="Sessions">That were ended: people and staff sign in anew.</param>
/// <param name="Operations">That were under way, and are done again.</param>
public sealed record RestoredDeployment(BackupManifest Manifest, IReadOnlyList<string> Migrations, long Sessions, long Operations);
