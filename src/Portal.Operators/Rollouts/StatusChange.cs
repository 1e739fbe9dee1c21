using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Rollouts;

/// <summary>Tells a transition, which is written at once, from numbers that have moved on.</summary>
internal static class StatusChange
{
    public static readonly TimeSpan NumbersEvery = TimeSpan.FromSeconds(5);

    public static bool IsOnlyNumbers(RolloutStatus before, RolloutStatus after) =>
        JsonNode.DeepEquals(Rest(before), Rest(after));

    public static bool NumbersDiffer(RolloutStatus before, RolloutStatus after) =>
        before.Message != after.Message || !Equals(before.Evidence, after.Evidence);

    public static DateTimeOffset NumbersWrittenAt(JsonObject? status) => status.TimeAt("measuredAt") ?? DateTimeOffset.MinValue;

    private static JsonObject Rest(RolloutStatus status)
    {
        var document = StatusDocument.Write(status with { Message = "", Evidence = null }, 0, null, default);
        // Whoever waits for a person or for pods is told so at once; a sentence about measurements is numbers.
        document["message"] = status.Evidence is null ? status.Message : null;
        return document;
    }
}
