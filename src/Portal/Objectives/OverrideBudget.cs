using System.Globalization;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;

namespace Portal.Objectives;

/// <summary>Lets new versions begin for a while although an objective is in trouble: with a name, a reason and an end.</summary>
internal sealed class OverrideBudget(TenantUnitOfWorks units)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public async Task<Result<ObjectiveAccepted>> ExecuteAsync(Caller caller, string id, BudgetOverrideRequest request, CancellationToken cancellationToken)
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
            until <= work.Now || until - work.Now > Longest
                ? new("/until", until.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture), "An override ends in the future, within 7 days.")
                : null,
        }.OfType<FieldError>().ToList();
        if (faults.Count > 0)
        {
            return new InvalidFields(faults);
        }

        if (await ObjectiveOrders.FindAsync(work, id, cancellationToken) is not { } row)
        {
            return new NotFound("objective", id);
        }

        if (row.Plugin.Length == 0)
        {
            return new NothingHeld(row.Name);
        }

        var before = row.OverrideUntil;
        (row.OverrideBy, row.OverrideReason, row.OverrideUntil) = (caller.Name, request.Reason!.Trim(), until);
        var operation = ObjectiveOrders.Order(work, caller, OperationKind.OverrideBudget, row);
        work.Audit(caller, new("objective.overridden", "objective", id, row.DisplayName, new Dictionary<string, string> { ["reason"] = row.OverrideReason })
        {
            Changes = [new("overriddenUntil", before?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture), until.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture))],
        });
        await work.CommitAsync(cancellationToken);
        return new ObjectiveAccepted(operation.ToString(), id);
    }
}
