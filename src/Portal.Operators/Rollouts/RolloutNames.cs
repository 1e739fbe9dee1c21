using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts;

/// <summary>What our objects are called and marked with.</summary>
internal static class RolloutNames
{
    public const string Group = "portal.internal";
    public const string FieldManager = "portal-operator";

    /// <summary>Field managers, one for each concern: who looks at <c>kubectl get --show-managed-fields</c> sees which of ours wanted what.</summary>
    public const string RolloutsManager = "portal-rollouts";
    public const string ScaleManager = "portal-scale";
    public const string TrafficManager = "portal-traffic";
    public const string StatusManager = "portal-status";

    /// <summary>Marks everything that belongs to a rollout with the rollout's name.</summary>
    public const string RolloutLabel = "portal.internal/plugin-rollout";
    public const string ArmLabel = "portal.internal/arm";
    public const string RevisionLabel = "portal.internal/revision";
    public const string TenantLabel = "portal.internal/tenant";
    public const string InstallationLabel = "portal.internal/installation";
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";

    /// <summary>The portal's row of the rollout that the spec asks for.</summary>
    public const string RolloutAnnotation = "portal.internal/rollout";
    public const string CorrelationAnnotation = "portal.internal/correlation-id";

    /// <summary>Keeps a deleted rollout until what it changed of others is as it was.</summary>
    public const string Finalizer = "portal.internal/rollout";

    /// <summary>On a route of somebody else: what it was before a rollout changed it.</summary>
    public const string OriginalAnnotation = "portal.internal/original-route";

    /// <summary>On a rollout whose deletion is stuck, <c>"true"</c> gives up restoring and lets it go.</summary>
    public const string SkipRestoreAnnotation = "portal.internal/skip-restore";

    /// <summary>On what splits traffic without saying when it has taken effect: when we last changed it.</summary>
    public const string WeightSetAnnotation = "portal.internal/weight-set-at";

    /// <summary>On the Service of a replica ratio: the share that was asked for.</summary>
    public const string WeightAnnotation = "portal.internal/canary-weight";

    /// <summary>On a stable Deployment: the pod template that a rolling update goes back to.</summary>
    public const string KeptTemplateAnnotation = "portal.internal/kept-template";

    /// <summary>On a rollout: who lets it go on in spite of its freeze windows, why, and until when.</summary>
    public const string FreezeOverrideAnnotation = "portal.internal/freeze-override";

    /// <summary>On a rollout: the operation that wants the operator to look at it anew.</summary>
    public const string LookAgainAnnotation = "portal.internal/look-again";

    public const string PluginAnnotation = "portal.internal/plugin";
    public const string VersionAnnotation = "portal.internal/version";
    public const string DigestAnnotation = "portal.internal/digest";

    public static readonly ResourceKind PluginRollout = new(Group, "v1alpha1", "pluginrollouts", "PluginRollout");

    public static string Of(string rollout, Arm arm) => arm == Arm.Stable ? $"{rollout}-stable" : $"{rollout}-canary";

    /// <summary>The Service by which people look at a blue-green rollout's new version.</summary>
    public static string Preview(string rollout) => $"{rollout}-preview";

    public static string Word(this Arm arm) => arm == Arm.Stable ? "stable" : "canary";

    public static string Selector(string rollout) => $"{RolloutLabel}={rollout}";
}
