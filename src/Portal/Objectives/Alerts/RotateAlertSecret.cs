using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations.Webhooks;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>Gives a channel another secret. A webhook's key before it signs beside it for a day, so that its receiver can change without a gap.</summary>
internal sealed class RotateAlertSecret(TenantUnitOfWorks units, AlertSecrets secrets)
{
    public async Task<Result<AlertChannelView>> ExecuteAsync(Caller caller, string id, AlertSecretRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        AlertChannelRow before;
        await using (var look = await units.BeginAsync(caller.Tenant, cancellationToken))
        {
            if (await AlertChannels.FindAsync(look, id, cancellationToken) is not { } found)
            {
                return AlertChannels.Missing(id);
            }

            before = found;
        }

        if (AlertChannelCheck.Secret(before.Kind, request.Secret) is { } fault)
        {
            return new InvalidFields([fault]);
        }

        // Between the transactions: a key service may be asked.
        var previous = await PreviousAsync(caller, before, cancellationToken);
        var secret = previous is null || request.Secret!.Contains(' ', StringComparison.Ordinal) ? request.Secret ?? "" : $"{request.Secret} {previous}";
        var stored = secret.Length == 0 ? null : await secrets.SealAsync(caller.Tenant, before.Id, secret, cancellationToken);
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await AlertChannels.FindAsync(work, id, cancellationToken) is not { } channel)
        {
            return AlertChannels.Missing(id);
        }

        if (channel.Version != before.Version)
        {
            return new AlertChannelChanged();
        }

        (channel.SecretSealed, channel.SecondKeyUntil) = (stored, secret == request.Secret ? null : work.Now + WebhookSecret.Overlap);
        (channel.Version, channel.UpdatedAt) = (channel.Version + 1, work.Now);
        AlertChannels.Tell(work, caller, "alert-channel.secret-rotated", channel);
        await work.CommitAsync(cancellationToken);
        return AlertChannelView.Of(channel);
    }

    /// <summary>Null where nothing is signed, and for a key that nobody can read any more: this is how it is replaced.</summary>
    private async Task<string?> PreviousAsync(Caller caller, AlertChannelRow channel, CancellationToken cancellationToken)
    {
        if (channel.Kind != AlertChannelKind.Webhook || channel.SecretSealed is not { } current)
        {
            return null;
        }

        try
        {
            return (await secrets.OpenAsync(caller.Tenant, channel.Id, current, cancellationToken)).Split(' ')[0];
        }
        catch (KeyFailureException failure) when (failure.Refusal is SealedTampered)
        {
            return null;
        }
    }
}
