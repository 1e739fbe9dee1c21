using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations.Webhooks;
using Portal.Infrastructure.Database;

namespace Portal.Operations.Webhooks;

/// <summary>Stops and resumes sending to an endpoint, or forgets it with its secret and its attempts.</summary>
internal sealed class ChangeWebhookEndpoint(TenantUnitOfWorks units)
{
    public async Task<Result<WebhookEndpointView>> SetStateAsync(Caller caller, string id, WebhookState state, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await WebhookEndpoints.FindAsync(work, id, cancellationToken) is not { } endpoint)
        {
            return WebhookEndpoints.Missing(id);
        }

        if (endpoint.State != state)
        {
            (endpoint.State, endpoint.UpdatedAt) = (state, work.Now);
            WebhookEndpoints.Tell(work, caller, state == WebhookState.Enabled ? "webhook-endpoint.enabled" : "webhook-endpoint.disabled", endpoint);
            await work.CommitAsync(cancellationToken);
        }

        return WebhookEndpointView.Of(endpoint);
    }

    public async Task<Result<Unit>> DeleteAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await WebhookEndpoints.FindAsync(work, id, cancellationToken) is not { } endpoint)
        {
            return WebhookEndpoints.Missing(id);
        }

        work.Db.Remove(endpoint);
        WebhookEndpoints.Tell(work, caller, "webhook-endpoint.deleted", endpoint);
        await work.CommitAsync(cancellationToken);
        return default(Unit);
    }
}
