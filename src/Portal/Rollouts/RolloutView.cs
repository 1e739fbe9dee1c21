using System.Text.Json.Nodes;

namespace Portal.Rollouts;

/// <summary>One rollout as pages and API show it.</summary>
internal sealed record RolloutView(
    string Id,
    string Installation,
    string Plugin,
    string PluginName,
    string? FromVersion,
    string ToVersion,
    JsonNode Strategy,
    string Phase,
    string Verdict,
    string Message,
    int StepIndex,
    int StepCount,
    int Weight,
    double Evidence,
    double EvidenceLimit,
    long StableRequests,
    long StableErrors,
    long CanaryRequests,
    long CanaryErrors,
    string CorrelationId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt,
    string? PausedBy,
    bool Held,
    int? QueuePlace);
