namespace Portal.Domain.Operations.Backups;

/// <summary>How a backup stands.</summary>
public enum BackupState
{
    /// <summary>It is being written.</summary>
    Running,

    /// <summary>It lies in the folder, and can be restored.</summary>
    Ready,

    /// <summary>It could not be made, or was found damaged.</summary>
    Failed,

    /// <summary>A younger one took its place.</summary>
    Removed,
}
