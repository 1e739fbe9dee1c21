namespace Portal.Domain.Objectives.Alerts;

/// <summary>How soon somebody has to look. Channels ask for one and get what is at least as bad.</summary>
public enum AlertSeverity
{
    /// <summary>Worth knowing; waits for the end of quiet hours.</summary>
    Info,

    /// <summary>Somebody should look today; users are safe.</summary>
    Warning,

    /// <summary>Something does not work that should.</summary>
    Error,

    /// <summary>Somebody has to act now.</summary>
    Critical,
}
