using System.Globalization;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Rollouts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Rollouts.Governance;

namespace Portal.Rollouts.Governance;

/// <summary>Lets one rollout begin in spite of freezes. Approvals that are missing stay missing.</summary>
internal sealed class OverrideFreeze(TenantUnitOfWorks units)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public async Task<Result<GateView>> ExecuteAsync(Caller caller, string id, FreezeOverrideRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.GovernRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var until = request.Until ?? work.Now;
        var faults = new[]
        {
            FieldText.Check("/reason", request.Reason, "A reason", 500),
            until <= work.Now || until - work.Now > Longest ? new("/until", Time(until), "An override ends in the future, within 7 days.") : null,
        }.OfType<FieldError>().ToList();
        if (faults.Count > 0)
        {
            return new InvalidFields(faults);
        }

        var held = RolloutId.TryParse(id, out var rollout) ? await GateReading.FindAsync(work, rollout, hold: true, cancellationToken) : null;
        if (held is null)
        {
            return new NotFound("held rollout", id);
        }

        if (!held.IsWaiting)
        {
            return new NotHeld(id, held.Rollout.Message);
        }

        var before = held.Facts.OverriddenUntil;
        var reason = request.Reason!.Trim();
        work.Db.Add(new FreezeOverrideRow
        {
            TenantId = work.Tenant, RolloutId = rollout, GrantedAt = work.Now, Until = until, Reason = reason, GrantedBy = caller.Id,
        });
        held = held with { Facts = held.Facts with { OverriddenUntil = before > until ? before : until } };
        await RolloutGates.TellAsync(
            work, rollout, "FreezeOverridden", string.Create(CultureInfo.InvariantCulture, $"{caller.Name} let it begin in spite of freezes until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {reason}"), cancellationToken);
        await RolloutGates.AdvanceAsync(work, held, caller.Name, cancellationToken);
        work.Audit(caller, new("rollout.freeze-overridden", "rollout", id, $"to {held.Rollout.ToVersion}", new Dictionary<string, string> { ["reason"] = reason })
        {
            Changes = [new("overriddenUntil", before is { } old ? Time(old) : null, Time(until))],
        });
        var view = await GateViews.OfAsync(work, held, caller, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return view;
    }

    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
