using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations.Webhooks;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Operations.Webhooks;

/// <summary>Makes a new secret, shown once; the one before signs beside it for a day.</summary>
internal sealed class RotateWebhookSecret(TenantUnitOfWorks units, WebhookSecrets secrets)
{
    public async Task<Result<WebhookEndpointWithSecret>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        Sealed? current;
        WebhookEndpointId endpointId;
        await using (var look = await units.BeginAsync(caller.Tenant, cancellationToken))
        {
            if (await WebhookEndpoints.FindAsync(look, id, cancellationToken) is not { } found)
            {
                return WebhookEndpoints.Missing(id);
            }

            (current, endpointId) = (found.SecretSealed, found.Id);
        }

        // Between the transactions: a key service may be asked.
        var (secret, stored) = await secrets.NewAsync(caller.Tenant, endpointId, cancellationToken);
        var previous = current is null ? null : await AsideAsync(caller, endpointId, current, cancellationToken);
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await WebhookEndpoints.FindAsync(work, id, cancellationToken) is not { } endpoint)
        {
            return WebhookEndpoints.Missing(id);
        }

        (endpoint.SecretSealed, endpoint.PreviousSecretSealed, endpoint.PreviousUntil) = (stored, previous, previous is null ? null : work.Now + WebhookSecret.Overlap);
        endpoint.UpdatedAt = work.Now;
        WebhookEndpoints.Tell(work, caller, "webhook-endpoint.secret-rotated", endpoint);
        await work.CommitAsync(cancellationToken);
        return new WebhookEndpointWithSecret(id, endpoint.Url, secret, endpoint.PreviousUntil);
    }

    /// <summary>Null for a secret that nobody can read any more: this is how it is replaced.</summary>
    private async Task<Sealed?> AsideAsync(Caller caller, WebhookEndpointId id, Sealed current, CancellationToken cancellationToken)
    {
        try
        {
            return await secrets.SetAsideAsync(caller.Tenant, id, current, cancellationToken);
        }
        catch (KeyFailureException failure) when (failure.Refusal is SealedTampered)
        {
            return null;
        }
    }
}
