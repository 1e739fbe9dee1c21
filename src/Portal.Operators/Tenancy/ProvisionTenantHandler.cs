using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Operations;

namespace Portal.Operators.Tenancy;

/// <summary>Makes what a new tenant needs, step by step, and then opens it. Each step is told once, however often it is run.</summary>
internal sealed class ProvisionTenantHandler(TenantDirectory tenants, IEnumerable<IProvisioningStep> steps, TenantTransitions transitions) : IOperationHandler
{
    public string Kind => OperationKind.ProvisionTenant;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var tenant = await tenants.FindAsync(work.Operation.Tenant, cancellationToken) ?? throw new OperationRefusedException("The tenant does not exist.");
        foreach (var step in steps)
        {
            await work.TellOnceAsync(step.Name, await step.EnsureAsync(tenant, cancellationToken), cancellationToken);
        }

        var system = TransitionActor.System(tenant.Id, "Portal operator", work.Operation.CorrelationId);
        var opened = await transitions.ApplyAsync(tenant.Id, new TenantProvisioned(), system, "", cancellationToken);
        await work.TellOnceAsync("open", opened.Match(standing => $"The tenant is {standing.State.ToString().ToLowerInvariant()}.", error => error.Detail), cancellationToken);
    }
}
