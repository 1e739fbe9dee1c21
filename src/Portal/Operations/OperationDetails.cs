using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Operations;
using Portal.Infrastructure.Operations;

namespace Portal.Operations;

/// <summary>A row as people and programs see it.</summary>
internal static class OperationDetails
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly string[] SecretWords = ["secret", "token", "password", "key", "credential"];

    /// <summary>For lists.</summary>
    public static OperationView Brief(OperationRow row) => new(
        row.Id.ToString(), row.Kind, row.SubjectKind, row.SubjectId, row.State.ToString(), row.Attempts, row.Error, row.CreatedBy, row.CorrelationId,
        row.CreatedAt, row.StartedAt, row.FinishedAt, [])
    {
        Priority = ((OperationPriority)row.Priority).ToString(),
        Progress = row.Progress,
        ProgressText = row.ProgressText,
        NotBefore = row.NotBefore,
        Deadline = row.Deadline,
        CancelRequestedAt = row.CancelRequestedAt,
        CanRetry = row.State.Allows(OperationEvent.Retried) && OperationRetry.Instead(row.Kind) is null,
        InsteadOfRetry = row.State.Allows(OperationEvent.Retried) ? OperationRetry.Instead(row.Kind) : null,
        CanCancel = row.State.Allows(OperationEvent.Canceled) && row.CancelRequestedAt is null && OperationCancellation.IsForAdmins(row.Kind),
    };

    public static OperationView Full(OperationRow row, IReadOnlyList<OperationStepView> steps) => Brief(row) with
    {
        Steps = steps,
        AttemptLog = Attempts(row.AttemptLog),
        Payload = Shown(row.Payload),
    };

    public static IReadOnlyList<OperationAttemptView> Attempts(string log) => JsonSerializer.Deserialize<List<OperationAttemptView>>(log, Web) ?? [];

    /// <summary>Payloads carry no secrets; should one ever, it is not shown.</summary>
    private static JsonObject? Shown(string payload)
    {
        if (JsonNode.Parse(payload) is not JsonObject shown)
        {
            return null;
        }

        foreach (var name in shown.Select(member => member.Key).Where(name => SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            shown[name] = "(not shown)";
        }

        return shown;
    }
}
