using Portal.Infrastructure.Tenancy;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Tenancy;

/// <summary>Nothing reaches the tenant's plugins, and they reach nothing, but for what is allowed by name.</summary>
internal sealed class NetworkStep(IKubernetesClient client) : IProvisioningStep
{
    public string Name => "network";

    public async Task<string> EnsureAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        foreach (var policy in TenantNetwork.Policies(tenant))
        {
            await client.ApplyAsync(ResourceKind.NetworkPolicy, policy, RolloutNames.FieldManager, cancellationToken);
        }

        return "Closed in both directions, but for the portal's gateway and name resolution.";
    }
}
