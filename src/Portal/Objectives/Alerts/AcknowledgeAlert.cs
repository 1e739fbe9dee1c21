using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>Somebody looks after it: channels that wait for nobody doing so are not told.</summary>
internal sealed class AcknowledgeAlert(TenantUnitOfWorks units, AlertReading reading)
{
    public async Task<Result<AlertView>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ControlRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (!AlertId.TryParse(id, out var alertId) || await work.Db.Set<AlertRow>().SingleOrDefaultAsync(row => row.Id == alertId, cancellationToken) is not { } alert)
        {
            return new NotFound("alert", id);
        }

        if (alert.AcknowledgedAt is null)
        {
            (alert.AcknowledgedAt, alert.AcknowledgedBy) = (work.Now, caller.Name);
            work.Audit(caller, new("alert.acknowledged", "alert", alert.Id.ToString(), alert.Title, new Dictionary<string, string>())
            {
                Changes = [new("acknowledgedAt", null, work.Now.ToString("O", CultureInfo.InvariantCulture))],
            });
            work.Publish(Topic.Alert, alert.Id.ToString());
            await work.Db.SaveChangesAsync(cancellationToken);
        }

        var view = (await reading.ReadAsync(work, [alert], cancellationToken))[0];
        await work.CommitAsync(cancellationToken);
        return view;
    }
}
