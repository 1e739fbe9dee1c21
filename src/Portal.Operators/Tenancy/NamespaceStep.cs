using Portal.Infrastructure.Tenancy;

namespace Portal.Operators.Tenancy;

/// <summary>The namespace of the tenant's plugins.</summary>
internal sealed class NamespaceStep(TenantNamespace namespaces) : IProvisioningStep
{
    public string Name => "namespace";

    public async Task<string> EnsureAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        await namespaces.EnsureAsync(tenant, cancellationToken);
        return $"The namespace {tenant.Namespace} is there.";
    }
}
