using Npgsql;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Operations;

/// <summary>The queue of the whole deployment, for staff: all tenants' operations and its own, newest first, over every database.</summary>
internal sealed partial class PlatformOperationQueries(OwnDatabases databases, Cursors cursors, TimeProvider time, ILogger<PlatformOperationQueries> logger)
{
    // A page is not held up longer by a tenant's own database that does not answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

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

    /// <summary>Those that failed, unless the filter says otherwise. Databases of tenants' own that are away are named, and the rest is there.</summary>
    public async Task<Result<PlatformOperationList>> ListAsync(StaffCaller caller, OperationFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var list = $"platform-operations|{filter.State}|{filter.Kind}";
        var cursor = cursors.Read(default, list, page.Cursor);
        if ((caller.Lacks(StaffPermission.ReadOperations) ?? filter.Check() ?? page.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        var position = OperationPosition.Read(cursor.Value);
        var asked = databases.All.Select(async database => (database.Name, Found: await AskAsync(database, filter, position, page.Take + 1, cancellationToken))).ToList();
        var found = await ReadAsync(databases.Platforms[0], OfTheDeployment, filter, position, page.Take + 1, cancellationToken);
        found.AddRange(await ReadAsync(databases.Platforms[0], OfTenants, filter, position, page.Take + 1, cancellationToken));
        var answers = await Task.WhenAll(asked);
        found.AddRange(answers.SelectMany(answer => answer.Found ?? []));
        var unanswered = await NameAsync([.. answers.Where(answer => answer.Found is null).Select(answer => answer.Name)], cancellationToken);
        var items = found.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id, StringComparer.Ordinal).Take(page.Take).ToList();
        var next = found.Count > items.Count ? cursors.Write(default, list, OperationPosition.Write(items[^1].CreatedAt, items[^1].Id)) : null;
        return new PlatformOperationList(items, next, unanswered);
    }

    /// <summary>Null when it is away.</summary>
    private async Task<List<PlatformOperationView>?> AskAsync(OwnDatabase database, OperationFilter filter, OperationPosition position, int take, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await ReadAsync(database.Platform, OfTenants, filter, position, take, either.Token);
        }
        catch (NpgsqlException away)
        {
            Away(logger, database.Name, away.Message);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Away(logger, database.Name, "It did not answer in time.");
        }

        return null;
    }

    /// <summary>Who lives in databases that are away, as the shared one knows.</summary>
    private async Task<IReadOnlyList<UnansweredDatabase>> NameAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var unanswered = new List<UnansweredDatabase>();
        foreach (var name in names)
        {
            await using var select = databases.Platforms[0].Source.CreateCommand("select coalesce(array_agg(slug order by slug), '{}') from portal.tenant where database_name = $1").With(name);
            unanswered.Add(new(name, (string[])(await select.ExecuteScalarAsync(cancellationToken))!));
        }

        return unanswered;
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
            state.Allows(OperationEvent.Retried) && OperationRetry.Instead(kind) is null, state.Allows(OperationEvent.Canceled) && OperationCancellation.IsForStaff(kind))
        {
            InsteadOfRetry = state.Allows(OperationEvent.Retried) ? OperationRetry.Instead(kind) : null,
        };
    }

    [LoggerMessage(186, LogLevel.Warning, "The database {Database} of a tenant's own could not be asked for its operations: {Reason}")]
    private static partial void Away(ILogger logger, string database, string reason);
}
