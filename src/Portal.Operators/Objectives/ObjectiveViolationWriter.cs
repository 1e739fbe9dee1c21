using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Objectives;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Operators.Objectives;

/// <summary>
/// Begins and ends violations, and with each its alert: what begins is inserted once, by a unique index of what is open, so that whoever looks after a restart or beside
/// another operator tells nothing twice.
/// </summary>
internal static class ObjectiveViolationWriter
{
    // Years of what went wrong are for reports; the alert history is another table.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public static async Task WriteAsync(TenantUnitOfWork unit, ObjectiveId id, ObservedObjective observed, CancellationToken cancellationToken)
    {
        var open = await unit.Db.Set<ObjectiveViolationRow>().AsNoTracking().Where(row => row.ObjectiveId == id && row.EndedAt == null)
            .Select(row => new OpenViolation(row.Kind, row.BeganAt, row.ClearSince)).ToListAsync(cancellationToken);
        var changes = ObjectiveViolations.Next(open, observed.Report, observed.Breaker.State, observed.At);
        foreach (var kind in changes.Begun)
        {
            await BeginAsync(unit, id, observed, kind, cancellationToken);
        }

        await SetClearAsync(unit, id, changes.Cleared, observed.At, cancellationToken);
        await SetClearAsync(unit, id, changes.Relapsed, null, cancellationToken);
        foreach (var kind in changes.Ended)
        {
            await EndAsync(unit, id, observed, kind, cancellationToken);
        }
    }

    private static async Task BeginAsync(TenantUnitOfWork unit, ObjectiveId id, ObservedObjective observed, ViolationKind kind, CancellationToken cancellationToken)
    {
        var revision = observed.Generation.ToString(CultureInfo.InvariantCulture);
        var alert = ObjectiveAlerts.Of(observed.Place, revision, observed.Objective, observed.Report, observed.Breaker, kind, observed.At);
        await using var insert = unit.Command(
            "insert into objective_violation (tenant_id, objective_id, kind, began_at, message) values ($1, $2, $3, $4, $5) on conflict do nothing").With(
            unit.Tenant.Value, id.Value, ObjectiveWords.Of(kind), observed.At, alert.Summary);
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return;
        }

        var source = new AlertSource(observed.Uid, revision, $"{alert.Class}/{observed.At.ToUniversalTime():O}") { Plugin = Plugin(observed.Objective) };
        await AlertBook.RaiseAsync(unit, source, alert, $"/objectives/{id}", cancellationToken);
        await using var forget = unit.Command("delete from objective_violation where tenant_id = $1 and objective_id = $2 and ended_at < $3").With(
            unit.Tenant.Value, id.Value, unit.Now - Kept);
        await forget.ExecuteNonQueryAsync(cancellationToken);
    }

    // A service that was applied by hand may be called anything.
    private static string? Plugin(ServiceLevelObjective objective) => objective.Service.Length is > 0 and <= 100 ? objective.Service : null;

    private static async Task SetClearAsync(TenantUnitOfWork unit, ObjectiveId id, IReadOnlyList<ViolationKind> kinds, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        if (kinds.Count == 0)
        {
            return;
        }

        await using var update = unit.Command(
            "update objective_violation set clear_since = $4 where tenant_id = $1 and objective_id = $2 and kind = any ($3) and ended_at is null").With(
            unit.Tenant.Value, id.Value, kinds.Select(ObjectiveWords.Of).ToArray(), since);
        await update.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task EndAsync(TenantUnitOfWork unit, ObjectiveId id, ObservedObjective observed, ViolationKind kind, CancellationToken cancellationToken)
    {
        await using var update = unit.Command(
            "update objective_violation set ended_at = greatest(began_at, coalesce(clear_since, $4)) where tenant_id = $1 and objective_id = $2 and kind = $3 and ended_at is null").With(
            unit.Tenant.Value, id.Value, ObjectiveWords.Of(kind), observed.At);
        await update.ExecuteNonQueryAsync(cancellationToken);
        await AlertBook.ResolveAsync(unit, observed.Uid, ObjectiveAlerts.Class(kind), cancellationToken);
    }
}
