using System.Globalization;
using Npgsql;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Tenancy;

/// <summary>The list of tenants for staff, newest first. Whatever is counted is counted with that tenant bound, one after another.</summary>
internal sealed class PlatformTenants(PlatformDatabase database, TenantSizes sizes, Cursors cursors)
{
    private const string Newest =
        """
        select id, slug, name, state, created_at from portal.tenant
        where ($1 = '' or state = $1) and (slug like $2 escape '\' or lower(name) like lower($2) escape '\') and (created_at, id) < ($3, $4)
        order by created_at desc, id desc limit $5
        """;

    public async Task<Result<Page<PlatformTenantItem>>> ListAsync(StaffCaller caller, PlatformTenantFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var list = $"platform-tenants|{filter.State}|{filter.Search}";
        var cursor = cursors.Read(default, list, page.Cursor);
        if ((caller.Lacks(StaffPermission.ReadTenants) ?? filter.Check() ?? page.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        var found = await ReadAsync(filter, Position(cursor.Value), page.Take + 1, cancellationToken);
        var items = new List<PlatformTenantItem>();
        foreach (var item in found.Take(page.Take))
        {
            items.Add(await sizes.AddAsync(item, cancellationToken));
        }

        var next = found.Count > items.Count
            ? cursors.Write(default, list, string.Create(CultureInfo.InvariantCulture, $"{items[^1].CreatedAt.UtcTicks} {items[^1].Id}"))
            : null;
        return new Page<PlatformTenantItem>(items, next);
    }

    private static (DateTimeOffset Before, Guid Id) Position(string? cursor)
    {
        if (cursor?.Split(' ') is not [var ticks, var id])
        {
            return (DateTimeOffset.MaxValue, Guid.Empty);
        }

        _ = TenantId.TryParse(id, out var tenant);
        return (new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), tenant.Value);
    }

    private async Task<List<PlatformTenantItem>> ReadAsync(PlatformTenantFilter filter, (DateTimeOffset Before, Guid Id) position, int take, CancellationToken cancellationToken)
    {
        await using var select = database.Source.CreateCommand(Newest);
#pragma warning disable CA1308 // The words of the table are lower case.
        foreach (var value in (object[])[(filter.State ?? "").ToLowerInvariant(), filter.Pattern, position.Before, position.Id, take])
#pragma warning restore CA1308
        {
            select.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var found = new List<PlatformTenantItem>();
        while (await row.ReadAsync(cancellationToken))
        {
            var state = Enum.Parse<TenantState>(row.GetString(3), ignoreCase: true).ToString();
            found.Add(new(new TenantId(row.GetGuid(0)).ToString(), row.GetString(1), row.GetString(2), state, row.GetFieldValue<DateTimeOffset>(4), null, 0, 0, 0));
        }

        return found;
    }
}
