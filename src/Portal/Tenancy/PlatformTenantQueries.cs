using System.Text.Json;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Hosting;
using Portal.Infrastructure.Database;

namespace Portal.Tenancy;

/// <summary>
/// One tenant for staff: its life, its latest operations, and its certificate when it is gone. Read in a unit of work of the tenant, which finds
/// the database that it lives in.
/// </summary>
internal sealed class PlatformTenantQueries(TenantUnitOfWorks units, PlatformDatabase shared, TenantSizes sizes, PortalLinks links)
{
    public async Task<Result<PlatformTenantDetail>> FindAsync(StaffCaller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(StaffPermission.ReadTenants) is { } forbidden)
        {
            return forbidden;
        }

        if (!TenantId.TryParse(id, out var tenant))
        {
            return new TenantUnknown(id);
        }

        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        return await ReadAsync(work, cancellationToken) is not { } found
            ? new TenantUnknown(id)
            : found with
            {
                Tenant = await sizes.AddAsync(found.Tenant, cancellationToken),
                Quotas = await PlatformQuotas.ReadAsync(work, cancellationToken),
                History = await HistoryAsync(work, cancellationToken),
                Operations = await OperationsAsync(work, cancellationToken),
            };
    }

    /// <summary>The certificate's exact bytes as text, and their SHA-256 in hex.</summary>
    public async Task<Result<(string Document, string Hash)>> CertificateAsync(StaffCaller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(StaffPermission.ReadTenants) is { } forbidden)
        {
            return forbidden;
        }

        if (TenantId.TryParse(id, out var tenant))
        {
            await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
            await using var select = Command(work, "select document, document_hash from portal.deletion_certificate where id = $1 and document is not null");
            await using var row = await select.ExecuteReaderAsync(cancellationToken);
            if (await row.ReadAsync(cancellationToken))
            {
                return (row.GetString(0), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(1)));
            }
        }

        return new CertificateMissing(id);
    }

    private async Task<PlatformTenantDetail?> ReadAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var select = Command(
            work,
            """
            select slug, name, state, created_at, namespace, suspension_reason, delete_after,
                exists (select from portal.deletion_certificate c where c.id = t.id and c.document is not null), isolation
            from portal.tenant t where id = $1
            """);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var state = Enum.Parse<TenantState>(row.GetString(2), ignoreCase: true).ToString();
        var item = new PlatformTenantItem(work.Tenant.ToString(), row.GetString(0), row.GetString(1), state, row.GetFieldValue<DateTimeOffset>(3), null, 0, 0, 0);
        var reason = row.IsDBNull(5) ? null : Enum.Parse<SuspensionReason>(row.GetString(5), ignoreCase: true).ToString();
        return new(item, links.Tenant(item.Slug), row.GetString(4), reason, row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6),
            Enum.Parse<TenantIsolation>(row.GetString(8), ignoreCase: true).ToString(), [], row.GetBoolean(7), [], []);
    }

    // The log is the shared database's. What happened to a tenant in one of its own arrives there within seconds, and is read from both until then.
    private async Task<IReadOnlyList<PlatformTenantEvent>> HistoryAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        const string Log = "select id, occurred_at, actor_kind, actor, action, detail::text from portal.platform_record where tenant = $1";
        await using var there = Command(work, Log);
        var found = await EventsAsync(there, cancellationToken);
        await using var here = shared.Source.CreateCommand(Log);
        here.Parameters.Add(new() { Value = work.Tenant.Value });
        return [.. found.Concat(await EventsAsync(here, cancellationToken)).DistinctBy(happened => happened.Id)
            .OrderBy(happened => happened.Event.OccurredAt).ThenBy(happened => happened.Id).Select(happened => happened.Event)];
    }

    private static async Task<List<(Guid Id, PlatformTenantEvent Event)>> EventsAsync(NpgsqlCommand select, CancellationToken cancellationToken)
    {
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var found = new List<(Guid, PlatformTenantEvent)>();
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add((row.GetGuid(0), new(
                row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetString(3), row.GetString(4), JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(5))!)));
        }

        return found;
    }

    private static async Task<IReadOnlyList<PlatformTenantOperation>> OperationsAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var select = Command(
            work,
            """
            select id, kind, state, attempts, error, created_at, not_before, finished_at from portal.operation where tenant_id = $1 order by created_at desc, id desc limit 20
            """);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var found = new List<PlatformTenantOperation>();
        while (await row.ReadAsync(cancellationToken))
        {
            var state = Enum.Parse<OperationState>(row.GetString(2), ignoreCase: true).ToString();
            found.Add(new(
                new OperationId(row.GetGuid(0)).ToString(), row.GetString(1), state, row.GetInt32(3), row.IsDBNull(4) ? null : row.GetString(4),
                row.GetFieldValue<DateTimeOffset>(5), row.GetFieldValue<DateTimeOffset>(6), row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7)));
        }

        return found;
    }

    private static NpgsqlCommand Command(TenantUnitOfWork work, string sql)
    {
        var command = work.Command(sql);
        command.Parameters.Add(new() { Value = work.Tenant.Value });
        return command;
    }
}
