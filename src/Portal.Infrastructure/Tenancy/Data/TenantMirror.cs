using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>
/// Brings a tenant's row from its own database, where it counts, to the shared one, which finds and lists tenants by it. Whether a tenant is served is
/// decided by the row that counts, when a unit of work binds it; the copy may be seconds old. The platform's log of the tenant comes along: it has to
/// outlive that database.
/// </summary>
public static class TenantMirror
{
    public static async Task BringAsync(PlatformDatabase own, PlatformDatabase home, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(home);
        await using var read = own.Source.CreateCommand("select to_jsonb(t)::text from portal.tenant t");
        await using var rows = await read.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            await using var mirror = home.Source.CreateCommand("select portal.mirror_tenant($1::jsonb)");
            mirror.Parameters.Add(new() { Value = rows.GetString(0) });
            await mirror.ExecuteNonQueryAsync(cancellationToken);
        }

        await rows.DisposeAsync();
        await using var log = own.Source.CreateCommand(PlatformRecords.Read);
        await using var take = home.Source.CreateCommand(PlatformRecords.Take);
        take.Parameters.Add(new() { Value = (string)(await log.ExecuteScalarAsync(cancellationToken))! });
        await take.ExecuteNonQueryAsync(cancellationToken);
    }
}
