using System.Text.Json.Nodes;
using Portal.Domain.Objectives;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Objectives;

/// <summary>What objectives are called in the cluster.</summary>
internal static class ObjectiveNames
{
    public static readonly ResourceKind ServiceLevelObjective = new(RolloutNames.Group, "v1alpha1", "servicelevelobjectives", "ServiceLevelObjective");

    /// <summary>On a rollout: JSON with <c>by</c>, <c>why</c> and <c>until</c>. Lets it start although a budget is spent or a breaker is open.</summary>
    public const string OverrideAnnotation = "portal.internal/budget-override";

    /// <summary>On an objective that was made in the portal: its row.</summary>
    public const string RowAnnotation = "portal.internal/objective";

    /// <summary>The portal's row of an objective; null of one that was applied by hand.</summary>
    public static ObjectiveId? RowOf(JsonObject resource) => Guid.TryParse(resource.Annotation(RowAnnotation), out var id) ? new ObjectiveId(id) : null;
}
