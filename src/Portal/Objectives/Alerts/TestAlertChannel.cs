using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>Sends a channel an alert about nothing, the way every other goes; its own severity and quiet hours do not hold it up.</summary>
internal sealed class TestAlertChannel(TenantUnitOfWorks units)
{
    public async Task<Result<AlertTestAccepted>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
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

        var alert = new AlertRow
        {
            TenantId = caller.Tenant,
            Id = new AlertId(work.NewId()),
            SubjectUid = channel.Id.ToString(),
            Revision = "test",
            Transition = work.NewId().ToString(),
            Class = AlertClass.Test,
            DedupKey = $"test/{channel.Id}",
            Severity = AlertSeverity.Info,
            Title = $"Test of {channel.Name}",
            Summary = $"{caller.Name} wants to see whether this arrives. Nothing is wrong.",
            Facts = "[]",
            CreatedAt = work.Now,
            ResolvedAt = work.Now,
        };
        work.Db.Add(alert);
        await work.Db.SaveChangesAsync(cancellationToken);
        var operation = await AlertBook.OrderAsync(work, alert.Id, channel.Id, AlertAction.Trigger, work.Now, null, cancellationToken);
        AlertChannels.Tell(work, caller, "alert-channel.tested", channel);
        await work.CommitAsync(cancellationToken);
        return new AlertTestAccepted(operation.ToString()!, alert.Id.ToString());
    }
}
