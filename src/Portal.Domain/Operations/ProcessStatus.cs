namespace Portal.Domain.Operations;

/// <summary>How a process, or one thing that it depends on, does.</summary>
public enum ProcessStatus
{
    Healthy,

    /// <summary>It goes on, with less.</summary>
    Degraded,

    /// <summary>It cannot do its work.</summary>
    Unhealthy,

    /// <summary>It is finishing what it has and takes nothing new.</summary>
    Stopping,
}
