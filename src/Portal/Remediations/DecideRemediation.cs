using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Remediations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Remediations;

namespace Portal.Remediations;

/// <summary>"Do it", or "leave it": what a person says to a finding. Caps and cool-downs are for what is done by itself; a person's word is counted and not held back.</summary>
internal sealed class DecideRemediation(TenantUnitOfWorks units)
{
    public async Task<Result<RemediationAccepted>> ActAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ControlRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await HoldAsync(work, id, cancellationToken) is not var (row, attempts))
        {
            return new NotFound("remediation", id);
        }

        if (RemediationViews.Refusal(row, attempts) is { } refusal)
        {
            return refusal;
        }

        var operation = RemediationOrders.Order(work, row, new Remedy(row.Remedy, row.RemedyWords, row.RemedyTarget), caller);
        var view = RemediationViews.Of(row, [.. work.Db.ChangeTracker.Entries<RemediationAttemptRow>().Select(entry => entry.Entity).OrderBy(attempt => attempt.Number)]);
        await work.CommitAsync(cancellationToken);
        return new RemediationAccepted(operation.ToString(), view);
    }

    public async Task<Result<RemediationView>> DismissAsync(Caller caller, string id, DismissRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ControlRollouts) is { } forbidden)
        {
            return forbidden;
        }

        if (FieldText.Check("/reason", request.Reason, "A reason", 500) is { } fault)
        {
            return new InvalidFields([fault]);
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await HoldAsync(work, id, cancellationToken) is not var (row, attempts))
        {
            return new NotFound("remediation", id);
        }

        if (row.EndedAt is not null || row.State == RemediationState.Dismissed)
        {
            return new RemediationOver(id, RemediationWord.Of(row.State));
        }

        var before = row.State;
        (row.State, row.HeldBack, row.DismissedBy, row.DismissedReason, row.UpdatedAt) = (RemediationState.Dismissed, null, caller.Name, request.Reason!.Trim(), work.Now);
        work.Audit(caller, new("remediation.dismissed", "remediation", id, row.Object, new Dictionary<string, string>
        {
            ["kind"] = RemediationWord.Of(row.Kind), ["found"] = row.Found, ["reason"] = row.DismissedReason,
        })
        {
            Changes = [new("state", RemediationWord.Of(before), RemediationWord.Of(row.State))],
        });
        work.Publish(Topic.Remediation, id);
        var view = RemediationViews.Of(row, attempts);
        await work.CommitAsync(cancellationToken);
        return view;
    }

    /// <summary>After whoever decides about the tenant's findings now.</summary>
    private static async Task<(RemediationRow Row, List<RemediationAttemptRow> Attempts)?> HoldAsync(TenantUnitOfWork work, string id, CancellationToken cancellationToken)
    {
        await RemediationReading.LockAsync(work, cancellationToken);
        return RemediationId.TryParse(id, out var remediation)
            && await work.Db.Set<RemediationRow>().SingleOrDefaultAsync(row => row.Id == remediation, cancellationToken) is { } row
            ? (row, await work.Db.Set<RemediationAttemptRow>().Where(attempt => attempt.RemediationId == remediation).OrderBy(attempt => attempt.Number).ToListAsync(cancellationToken))
            : null;
    }
}
