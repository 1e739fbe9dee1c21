using Microsoft.Extensions.Options;
using Portal.Domain.Objectives;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Objectives;

/// <summary>
/// One look as rows: the objective, a point of its burn-down, its violations and their alerts, together or not at all. Whose it is says the namespace; one that was
/// applied by hand gets a row of its own.
/// </summary>
internal sealed class ObjectiveRowWriter(TenantUnitOfWorks units, TenantDirectory tenants, IOptions<AlertOptions> alerts)
{
    public async Task WriteAsync(ObjectiveReading reading, CancellationToken cancellationToken)
    {
        var key = reading.Resource.Key();
        if (await tenants.FindByNamespaceAsync(key.Namespace, cancellationToken) is not { State: TenantState.Active or TenantState.Suspended } tenant)
        {
            return;
        }

        await using var unit = await units.BeginInAnyStateAsync(tenant.Id, cancellationToken);
        if (await UpsertAsync(unit, reading, cancellationToken) is not { } id)
        {
            return;
        }

        if (reading is { Objective: { } objective, Report: { } report, IsGone: false })
        {
            await ObjectiveHistory.AddAsync(unit, id, reading.At, report, reading.HourBurn, cancellationToken);
            var uid = reading.Resource.TextAt("metadata", "uid") ?? "";
            var place = $"{alerts.Value.Cluster}/{key.Namespace}/{key.Name}/{uid[..Math.Min(8, uid.Length)]}";
            await ObjectiveViolationWriter.WriteAsync(unit, id, new(objective, report, reading.Breaker, place, uid, Generation(reading), reading.At), cancellationToken);
        }

        unit.Publish(Topic.Objective, id.ToString());
        await unit.CommitAsync(cancellationToken);
    }

    /// <summary>The row is held until the commit, so that of two operators that look at the same time the second sees what the first wrote.</summary>
    private static async Task<ObjectiveId?> UpsertAsync(TenantUnitOfWork unit, ObjectiveReading reading, CancellationToken cancellationToken)
    {
        if (ObjectiveNames.RowOf(reading.Resource) is { } id)
        {
            await using var made = unit.Command("select id from objective where tenant_id = $1 and id = $2 and origin = 'portal' for update").With(unit.Tenant.Value, id.Value);
            return await made.ExecuteScalarAsync(cancellationToken) is Guid ? await UpdateAsync(unit, id, reading, cancellationToken) : null;
        }

        var name = reading.Resource.Key().Name;
        if (reading.IsGone)
        {
            await using var delete = unit.Command("delete from objective where tenant_id = $1 and name = $2 and origin = 'cluster' returning id").With(unit.Tenant.Value, name);
            return await delete.ExecuteScalarAsync(cancellationToken) is Guid gone ? new ObjectiveId(gone) : null;
        }

        await InsertAsync(unit, reading, cancellationToken);
        await using var find = unit.Command("select id from objective where tenant_id = $1 and name = $2 and origin = 'cluster' for update").With(unit.Tenant.Value, name);
        return await find.ExecuteScalarAsync(cancellationToken) is Guid found ? await UpdateAsync(unit, new(found), reading, cancellationToken) : null;
    }

    private static async Task InsertAsync(TenantUnitOfWork unit, ObjectiveReading reading, CancellationToken cancellationToken)
    {
        var spec = reading.Resource["spec"]?.ToJsonString() ?? "{}";
        var name = reading.Resource.Key().Name;
        await using var insert = unit.Command(
            """
            insert into objective (tenant_id, id, name, display_name, plugin, origin, spec, version, target, period_seconds, state, message, created_by, created_at, updated_at)
            values ($1, $2, $3, $3, $4, 'cluster', $5::jsonb, 1, $6, $7, 'pending', '', $8, $9, $9)
            on conflict (tenant_id, name) do update set plugin = excluded.plugin, spec = excluded.spec, target = excluded.target, period_seconds = excluded.period_seconds,
                version = objective.version + 1, updated_at = excluded.updated_at
            where objective.origin = 'cluster' and objective.spec is distinct from excluded.spec
            """).With(
            unit.Tenant.Value, unit.NewId(), name, Cut(reading.Objective?.Service ?? "", 253), spec, reading.Objective?.Target ?? 0.5,
            (long)(reading.Objective?.Period ?? TimeSpan.FromDays(30)).TotalSeconds, Guid.Empty, unit.Now);
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>Null when newer news was written already.</returns>
    private static async Task<ObjectiveId?> UpdateAsync(TenantUnitOfWork unit, ObjectiveId id, ObjectiveReading reading, CancellationToken cancellationToken)
    {
        var report = reading.IsGone ? null : reading.Report;
        var status = reading.Resource.ObjectAt("status");
        var standing = (reading.IsGone, report) switch
        {
            (true, _) => "pending",
            (_, null) => "invalid",
            _ => ObjectiveWords.Of(report.State),
        };
        await using var update = unit.Command(
            """
            update objective set state = case when state = 'removing' then state else $3 end, message = $4, good = $5, budget_left = $6, is_paging = $7, burns = $8::jsonb,
                breaker = $9, breaker_failures = $10, breaker_opened_at = $11, breaker_trial = $12, observed_at = $13
            where tenant_id = $1 and id = $2 and (observed_at is null or observed_at <= $13)
            """).With(
            unit.Tenant.Value, id.Value, standing,
            Cut(reading.IsGone ? "The object is gone from the cluster. Save the objective again to put it back." : status.TextAt("message") ?? "", 4000),
            report?.Good, report?.BudgetLeft, report?.IsPaging ?? false, report is null ? "[]" : status?["burns"]?.ToJsonString() ?? "[]",
            ObjectiveWords.Of(reading.Breaker.State), reading.Breaker.Failures, reading.Breaker.OpenedAt, reading.Breaker.Trial, reading.At);
        return await update.ExecuteNonQueryAsync(cancellationToken) == 0 ? null : id;
    }

    private static long Generation(ObjectiveReading reading) => reading.Resource.WholeAt("metadata", "generation") ?? 0;

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
