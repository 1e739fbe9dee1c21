using System.Globalization;
using Portal.Domain;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy;

/// <summary>
/// Changes where a tenant stands: the one way to do it. The state, both logs, the operation that follows and the news to every replica commit together.
/// </summary>
public sealed class TenantTransitions(TenantUnitOfWorks units)
{
    /// <summary>The standing afterwards; the same as before when it was already so.</summary>
    public async Task<Result<TenantStanding>> ApplyAsync(
        TenantId tenant, TenantEvent happening, TransitionActor actor, string note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(happening);
        ArgumentNullException.ThrowIfNull(actor);
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        if (await TenantStandings.LockAsync(work, cancellationToken) is not { } found)
        {
            return new TenantUnknown(tenant.ToString());
        }

        var result = TenantLifecycle.Apply(found.Standing, happening, actor.Kind, work.Now);
        if (!result.Succeeded || result.Value == found.Standing)
        {
            return result;
        }

        // The removal decides when it begins, by its own clock.
        if (happening is TenantDeletionCanceled && await DeletionCertificates.IsOpenAsync(work, cancellationToken))
        {
            return new TransitionRefused(happening, found.Standing.State, "The grace period is over and the removal has begun.");
        }

        await TenantStandings.WriteAsync(work, result.Value, cancellationToken);
        await FollowAsync(work, found.Standing, result.Value, actor, cancellationToken);
        var detail = Detail(result.Value, happening, note);
        work.Audit(actor.Caller, new(happening.Action, "tenant", tenant.ToString(), found.Name, detail)
        {
            Changes = [new("state", found.Standing.State.ToString(), result.Value.State.ToString())],
        });
        // A note is a person's own words: they stay in the tenant's log, and go with it.
        await PlatformLog.WriteAsync(
            work.Command,
            new(work.Now, actor.Kind, actor.StaffEmail, happening.Action, tenant, Detail(result.Value, happening, ""), actor.Caller.CorrelationId),
            cancellationToken);
        work.Publish(Topic.Tenant, tenant.ToString());
        await work.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>Where the tenant stands; null when there is no such tenant.</summary>
    public async Task<TenantStanding?> FindAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        return (await TenantStandings.LockAsync(work, cancellationToken))?.Standing;
    }

    private static async Task FollowAsync(
        TenantUnitOfWork work, TenantStanding before, TenantStanding after, TransitionActor actor, CancellationToken cancellationToken)
    {
        if (after.State == TenantState.Deleting && before.State != TenantState.Deleting)
        {
            work.Enqueue(
                OperationKind.PurgeTenant, "tenant", ("tenant", work.Tenant.ToString()), "{}", actor.Caller.CorrelationId, actor.Caller.Name, after.DeleteAfter);
        }

        if (before.State == TenantState.Deleting && after.State != TenantState.Deleting)
        {
            await using var cancel = work.Command("update operation set state = 'canceled', finished_at = $2 where tenant_id = $1 and kind = $3 and state = 'queued'");
            cancel.With(work.Tenant.Value, work.Now, OperationKind.PurgeTenant);

            await cancel.ExecuteNonQueryAsync(cancellationToken);
        }

        if (after.State.IsServed() && !before.State.IsServed())
        {
            // What waited is due now: the operator need not find out by itself.
            await using var wake = work.Command("select pg_notify('portal_operation', '')");
            await wake.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static Dictionary<string, string> Detail(TenantStanding after, TenantEvent happening, string note)
    {
        var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = after.State.ToString() };
        if (happening is TenantSuspended suspended)
        {
            detail["reason"] = suspended.Reason.ToString();
        }

        if (happening is TenantDeletionRequested && after.DeleteAfter is { } deleteAfter)
        {
            detail["deleteAfter"] = deleteAfter.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        }

        if (note.Length > 0)
        {
            detail["note"] = note;
        }

        return detail;
    }
}
