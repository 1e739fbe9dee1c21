namespace Portal.Domain.Operations.Backups;

/// <summary>Why a backup was made.</summary>
public enum BackupCause
{
    Schedule,
    Command,
}
