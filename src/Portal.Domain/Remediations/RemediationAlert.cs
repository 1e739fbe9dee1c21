using System.Globalization;
using Portal.Domain.Objectives.Alerts;

namespace Portal.Domain.Remediations;

/// <summary>What is told when nothing that was tried has helped.</summary>
public static class RemediationAlert
{
    /// <param name="place">Cluster and object, which begin the key by which pagers group.</param>
    /// <param name="id">Of the finding: the same at every repetition.</param>
    /// <param name="finding">What is still so.</param>
    /// <param name="attempts">How often something was done about it.</param>
    /// <param name="now">When.</param>
    public static Alert Of(string place, RemediationId id, Finding finding, int attempts, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new()
        {
            DedupKey = $"{place}/{id}/{AlertClass.Remediation}",
            Class = AlertClass.Remediation,
            Severity = finding.Severity == FindingSeverity.High ? AlertSeverity.Critical : AlertSeverity.Error,
            At = now,
            Title = string.Create(CultureInfo.InvariantCulture, $"What was tried {attempts} times did not help: {place}"),
            Summary = $"{finding.Words} Nothing more is done by itself. What a person could do: {finding.After(attempts).Words}",
            Facts = [new("found", RemediationWord.Of(finding.Kind)), new("attempts", attempts.ToString(CultureInfo.InvariantCulture))],
        };
    }
}
