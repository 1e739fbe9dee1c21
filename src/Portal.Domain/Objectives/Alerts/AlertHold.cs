namespace Portal.Domain.Objectives.Alerts;

/// <summary>Why a message waits.</summary>
public enum AlertHold
{
    /// <summary>The channel's quiet hours, and it can wait.</summary>
    Quiet,

    /// <summary>The channel is told only of what nobody takes care of.</summary>
    Escalation,

    /// <summary>The channel was told the same a short while ago.</summary>
    Repeat,
}
