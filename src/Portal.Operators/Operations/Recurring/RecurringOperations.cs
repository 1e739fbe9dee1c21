using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Operations.Recurring;

/// <summary>Enqueues what recurs: for each due time once, however often it is asked, and never two of a kind at a time.</summary>
internal sealed class RecurringOperations(OwnDatabases databases, PlatformOperations deployment, TimeProvider time)
{
    private const string ForTenants =
        """
        insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, priority, not_before, correlation_id, created_by, created_at, occurrence)
        select t.id, gen_random_uuid(), $1, 'recurring:' || $1, 'recurrence', t.id::text, '{}', 'queued', 30, $3, $4, 'Portal schedule', $3, $2
        from portal.tenant t
        where t.state = 'active' and t.database_name is null
          and not exists (select from portal.operation o where o.tenant_id = t.id and o.kind = $1 and o.state in ('queued', 'running'))
        on conflict do nothing
        """;

    /// <param name="recurring">What.</param>
    /// <param name="due">Its due time: the same one is the same operation.</param>
    /// <param name="correlationId">Ties together what comes of it.</param>
    /// <param name="cancellationToken">Stops between databases.</param>
    /// <returns>How many were enqueued.</returns>
    /// <exception cref="NpgsqlException">A database is away; the others were served.</exception>
    public async Task<int> EnqueueAsync(RecurringOperation recurring, DateTimeOffset due, string correlationId, CancellationToken cancellationToken)
    {
        if (recurring.Scope == RecurringScope.Deployment)
        {
            return await deployment.EnqueueAsync(recurring.Kind, due, correlationId, cancellationToken) ? 1 : 0;
        }

        var (count, away) = (0, (NpgsqlException?)null);
        foreach (var database in databases.Platforms)
        {
            try
            {
                await using var insert = database.Source.CreateCommand(ForTenants).With(recurring.Kind, due, PostgresClock.Now(time), correlationId);
                count += await insert.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (NpgsqlException e)
            {
                away = e;
            }
        }

        return away is null ? count : throw away;
    }
}
