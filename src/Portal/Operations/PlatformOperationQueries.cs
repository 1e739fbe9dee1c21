using Npgsql;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Operations;

/// <summary>The queue of the whole deployment, for staff: all tenants' operations and its own, newest first, over every database.</summary>
internal sealed class PlatformOperationQueries(OwnDatabases databases, Cursors cursors)
{
    private const string OfTenants =
        """
        select o.id, o.kind, o.state, o.attempts, o.error, o.created_at, o.finished_at, o.correlation_id, o.tenant_id, t.slug
        from portal.operation o join portal.tenant t on t.id = o.tenant_id
        where o.state = $1 and (o.created_at, o.id) < ($2, $3) and ($4 = '' or o.kind = $4)
        order by o.created_at desc, o.id desc limit $5
        """;

    private const string OfTheDeployment =
        """
        select id, kind, state, attempts, error, created_at, finished_at, correlation_id, null::uuid, null::text
        from portal.platform_operation where state = $1 and (created_at, id) < ($2, $3) and ($4 = '' or kind = $4)
        order by created_at desc, id desc limit $5
        """;

    /// <summary>Those that failed, unless the filter says otherwise.</summary>
    public async Task<Result<Page<PlatformOperationView>>> ListAsync(StaffCaller caller, OperationFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var list = $"platform-operations|{filter.State}|{filter.Kind}";
        var cursor = cursors.Read(default, list, page.Cursor);
        if ((caller.Lacks(StaffPermission.ReadOperations) ?? filter.Check() ?? page.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        var position = OperationPosition.Read(cursor.Value);
        var found = await ReadAsync(databases.Platforms[0], OfTheDeployment, filter, position, page.Take + 1, cancellationToken);
        foreach (var database in databases.Platforms)
        {
            found.AddRange(await ReadAsync(database, OfTenants, filter, position, page.Take + 1, cancellationToken));
        }

        var items = found.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id, StringComparer.Ordinal).Take(page.Take).ToList();
        var next = found.Count > items.Count ? cursors.Write(default, list, OperationPosition.Write(items[^1].CreatedAt, items[^1].Id)) : null;
        return new Page<PlatformOperationView>(items, next);
    }

    private static async Task<List<PlatformOperationView>> ReadAsync(
        PlatformDatabase database, string sql, OperationFilter filter, OperationPosition position, int take, CancellationToken cancellationToken)
    {
        await using var select = database.Source.CreateCommand(sql);
        select.With(filter.Word.Length > 0 ? filter.Word : "failed", position.Before, position.Id, filter.Kind ?? "", take);

        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var found = new List<PlatformOperationView>();
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(View(row));
        }

        return found;
    }

    private static PlatformOperationView View(NpgsqlDataReader row)
    {
        var (kind, state) = (row.GetString(1), Enum.Parse<OperationState>(row.GetString(2), ignoreCase: true));
        return new(
            new OperationId(row.GetGuid(0)).ToString(), row.IsDBNull(8) ? null : new TenantId(row.GetGuid(8)).ToString(), row.IsDBNull(9) ? null : row.GetString(9), kind, state.ToString(),
            row.GetInt32(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6), row.GetString(7),
            state.Allows(OperationEvent.Retried), state.Allows(OperationEvent.Canceled) && OperationCancellation.IsForStaff(kind));
    }
}
