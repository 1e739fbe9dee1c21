using Portal.Domain.Operations;
using Portal.Infrastructure.Tenancy;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Gives a new tenant its namespace, and then opens it.</summary>
internal sealed class ProvisionTenantHandler(TenantDirectory tenants, TenantNamespace namespaces) : IOperationHandler
{
    public string Kind => OperationKind.ProvisionTenant;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var tenant = await tenants.FindAsync(work.Operation.Tenant, cancellationToken) ?? throw new OperationRefusedException("The tenant does not exist.");
        await namespaces.EnsureAsync(tenant, cancellationToken);
        await work.TellAsync("namespace", "succeeded", $"The namespace {tenant.Namespace} is there.", cancellationToken);
        await using (var platform = await work.Units.BeginAsPlatformAsync(work.Operation.Tenant, cancellationToken))
        {
            await using var open = platform.Command("update portal.tenant set state = 'active', updated_at = $2 where id = $1 and state = 'provisioning'")
                .With(work.Operation.Tenant.Value, platform.Now);
            await open.ExecuteNonQueryAsync(cancellationToken);
            await platform.CommitAsync(cancellationToken);
        }

        await using var app = await work.Units.BeginInAnyStateAsync(work.Operation.Tenant, cancellationToken);
        app.Publish(Topic.Tenant, work.Operation.Tenant.ToString());
        await app.CommitAsync(cancellationToken);
    }
}
