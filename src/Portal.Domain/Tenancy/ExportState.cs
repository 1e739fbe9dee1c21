namespace Portal.Domain.Tenancy;

/// <summary>How far an archive of a tenant is.</summary>
public enum ExportState
{
    /// <summary>Waits for the operator.</summary>
    Queued,

    /// <summary>Is being written; nothing of it can be read.</summary>
    Running,

    /// <summary>Can be downloaded until it expires.</summary>
    Ready,

    /// <summary>Could not be made; nothing of it is kept.</summary>
    Failed,

    /// <summary>Was removed: its week is over, or newer ones took its place.</summary>
    Expired,
}
