using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Database;

namespace Portal.Objectives.Alerts;

/// <summary>Forgets a channel, its secret and what was sent to it.</summary>
internal sealed class DeleteAlertChannel(TenantUnitOfWorks units)
{
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await AlertChannels.FindAsync(work, id, cancellationToken) is not { } channel)
        {
            return AlertChannels.Missing(id);
        }

        work.Db.Remove(channel);
        AlertChannels.Tell(work, caller, "alert-channel.deleted", channel);
        await work.CommitAsync(cancellationToken);
        return default(Unit);
    }
}
