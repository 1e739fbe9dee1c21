using System.Text.Json.Nodes;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Tenancy;

/// <summary>The namespace that holds a tenant's plugins and nothing else.</summary>
internal sealed class TenantNamespace(IKubernetesClient client)
{
    public async Task EnsureAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        var key = new ResourceKey("", tenant.Namespace);
        if (await client.FindAsync(ResourceKind.Namespace, key, cancellationToken) is { } existing)
        {
            if (existing.Label(RolloutNames.TenantLabel) is { } owner && owner != tenant.Id.Value.ToString())
            {
                throw new OperationRefusedException($"The namespace {tenant.Namespace} belongs to another tenant.");
            }

            return;
        }

        var resource = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject
            {
                ["name"] = tenant.Namespace,
                ["labels"] = new JsonObject
                {
                    [RolloutNames.TenantLabel] = tenant.Id.Value.ToString(),
                    ["portal.internal/tenant-slug"] = tenant.Slug,
                    [RolloutNames.ManagedByLabel] = RolloutNames.FieldManager,
                    ["pod-security.kubernetes.io/enforce"] = "restricted",
                },
            },
        };
        try
        {
            await client.CreateAsync(ResourceKind.Namespace, resource, cancellationToken);
        }
        catch (KubernetesException e) when (e.IsConflict)
        {
            // Another attempt was faster.
        }
    }
}
