using Portal.Infrastructure.Tenancy;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Tenancy;

/// <summary>What the tenant's plugins may use of the cluster, together and each.</summary>
internal sealed class LimitsStep(IKubernetesClient client) : IProvisioningStep
{
    public string Name => "limits";

    public async Task<string> EnsureAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        await client.ApplyAsync(ResourceKind.ResourceQuota, TenantLimits.Quota(tenant), RolloutNames.FieldManager, cancellationToken);
        await client.ApplyAsync(ResourceKind.LimitRange, TenantLimits.Range(tenant), RolloutNames.FieldManager, cancellationToken);
        return $"At most {TenantLimits.MostPods} pods, and bounds for what each of them uses.";
    }
}
