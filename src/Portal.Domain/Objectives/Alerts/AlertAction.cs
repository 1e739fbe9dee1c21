namespace Portal.Domain.Objectives.Alerts;

/// <summary>What a message says of an alert.</summary>
public enum AlertAction
{
    Trigger,
    Resolve,
}
