using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations.Retention;

/// <summary>
/// Forgets what ended long ago: operations with their steps and attempts, messages to webhooks, and alerts, wherever the tenant's rows are. In transactions of
/// <see cref="Batch"/> rows that lock nothing which is in use. Dead letters stay.
/// </summary>
public sealed class EndedWork(PlatformDatabase shared, TenantUnitOfWorks units, RetentionOptions kept, TimeProvider time)
{
    /// <summary>Rows in one transaction.</summary>
    public const int Batch = 200;

    /// <summary>The tenants whose rows are in a database.</summary>
    public static async Task<IReadOnlyList<TenantId>> TenantsAsync(PlatformDatabase database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var select = database.Source.CreateCommand("select id from portal.tenant where database_name is null and state <> 'deleted' order by id");
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var tenants = new List<TenantId>();
        while (await row.ReadAsync(cancellationToken))
        {
            tenants.Add(new(row.GetGuid(0)));
        }

        return tenants;
    }

    /// <summary>A tenant's.</summary>
    public async Task<ForgottenWork> ForgetAsync(TenantId tenant, CancellationToken cancellationToken) => new(
        await ForgetAsync(tenant, "select portal.forget_ended_operations($1, $2)", kept.Operations, cancellationToken),
        await ForgetAsync(tenant, "select portal.forget_webhook_deliveries($1, $2)", kept.WebhookDeliveries, cancellationToken),
        await ForgetAsync(tenant, "select portal.forget_alerts($1, $2)", kept.Alerts, cancellationToken));

    /// <summary>The deployment's own operations.</summary>
    /// <returns>How many.</returns>
    public async Task<long> ForgetDeploymentAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        int some;
        do
        {
            await using var delete = shared.Source.CreateCommand(
                """
                delete from portal.platform_operation where id in (
                    select id from portal.platform_operation where created_at < $1 and finished_at < $1 and state in ('succeeded', 'canceled') order by created_at limit $2)
                """).With(PostgresClock.Now(time) - kept.Operations, Batch);
            some = await delete.ExecuteNonQueryAsync(cancellationToken);
            count += some;
        }
        while (some == Batch);

        return count;
    }

    private async Task<long> ForgetAsync(TenantId tenant, string sql, TimeSpan age, CancellationToken cancellationToken)
    {
        var count = 0L;
        int some;
        do
        {
            await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
            await using var forget = work.Command(sql).With(PostgresClock.Now(time) - age, Batch);
            some = (int)(await forget.ExecuteScalarAsync(cancellationToken))!;
            await work.CommitAsync(cancellationToken);
            count += some;
        }
        while (some == Batch);

        return count;
    }
}
