namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>What makes an alert one: which object, which revision of it, which transition of that.</summary>
public sealed record AlertSource(string Uid, string Revision, string Transition)
{
    /// <summary>The key of the plugin that it is about; null where it is about none.</summary>
    public string? Plugin { get; init; }
}
