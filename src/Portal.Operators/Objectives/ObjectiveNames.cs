using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Objectives;

/// <summary>What objectives are called in the cluster.</summary>
internal static class ObjectiveNames
{
    public static readonly ResourceKind ServiceLevelObjective = new(RolloutNames.Group, "v1alpha1", "servicelevelobjectives", "ServiceLevelObjective");

    /// <summary>On a rollout: JSON with <c>by</c>, <c>why</c> and <c>until</c>. Lets it start although a budget is spent or a breaker is open.</summary>
    public const string OverrideAnnotation = "portal.internal/budget-override";
}
