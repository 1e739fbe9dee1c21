using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Everything the portal knows about a rollout that its custom resource needs.</summary>
internal sealed record RolloutFacts
{
    public required TenantId Tenant { get; init; }

    public required RolloutId Rollout { get; init; }

    public required InstallationId Installation { get; init; }

    public required string ToVersion { get; init; }

    /// <summary>JSON, in the API's form.</summary>
    public required string Strategy { get; init; }

    public required string Phase { get; init; }

    public required int StepIndex { get; init; }

    public required bool IsOver { get; init; }

    public required string PluginKey { get; init; }

    public required string Digest { get; init; }

    public required PluginManifest Manifest { get; init; }

    public required string Namespace { get; init; }
}
