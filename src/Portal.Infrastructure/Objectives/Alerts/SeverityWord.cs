using Portal.Domain.Objectives.Alerts;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>Severities as protocols write them.</summary>
internal static class SeverityWord
{
    public static string Of(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => "critical",
        AlertSeverity.Error => "error",
        AlertSeverity.Warning => "warning",
        _ => "info",
    };
}
