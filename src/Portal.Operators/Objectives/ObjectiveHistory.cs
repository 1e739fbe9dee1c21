using Portal.Domain.Objectives;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Objectives;

/// <summary>The burn-down's points: every minute of the last two hours, every quarter of an hour of the last day, every hour of 31 days; about a thousand, whatever happens.</summary>
internal static class ObjectiveHistory
{
    public static async Task AddAsync(TenantUnitOfWork unit, ObjectiveId id, DateTimeOffset at, ObjectiveReport report, double hourBurn, CancellationToken cancellationToken)
    {
        var minute = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        await using var insert = unit.Command(
            "insert into objective_point (tenant_id, objective_id, at, budget_left, good, burn) values ($1, $2, $3, $4, $5, $6) on conflict (tenant_id, objective_id, at) do nothing").With(
            unit.Tenant.Value, id.Value, minute, report.BudgetLeft, report.Good, hourBurn);
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return;
        }

        await using var thin = unit.Command(
            """
            delete from objective_point where tenant_id = $1 and objective_id = $2 and at < $3 - interval '2 hours' and (
                at < $3 - interval '31 days'
                or (at < $3 - interval '1 day' and extract(minute from at at time zone 'UTC') <> 0)
                or extract(minute from at at time zone 'UTC') not in (0, 15, 30, 45))
            """).With(unit.Tenant.Value, id.Value, minute);
        await thin.ExecuteNonQueryAsync(cancellationToken);
    }
}
