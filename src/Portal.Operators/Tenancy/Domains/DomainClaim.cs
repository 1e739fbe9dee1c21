using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Tenancy.Domains;

/// <summary>
/// Which tenant a proved name leads to; only ever read and written as the platform, in the database that all share, wherever the tenant's rows live.
/// So it changes before the tenant's row does: an attempt that ends in between is made again, and finds what it did.
/// </summary>
/// <param name="Ours">Whether that is the tenant that asks.</param>
/// <param name="Token">The record that proves it.</param>
internal sealed record DomainClaim(bool Ours, string Token)
{
    /// <summary>Null when the name is free; a deleted tenant holds nothing.</summary>
    public static async Task<DomainClaim?> FindAsync(PlatformDatabase database, TenantId tenant, string host, CancellationToken cancellationToken)
    {
        await using var select = database.Source.CreateCommand(
            """
            select c.owner_id = $2, c.token from portal.domain_claim c join portal.tenant t on t.id = c.owner_id
            where c.host = $1 and (t.state <> 'deleted' or t.id = $2)
            """).With(host, tenant.Value);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new(row.GetBoolean(0), row.GetString(1)) : null;
    }

    /// <param name="database">The one that all share.</param>
    /// <param name="tenant">Who proved control.</param>
    /// <param name="record">What was proved.</param>
    /// <param name="seen">The claim that the proof was weighed against.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops before the statement.</param>
    /// <returns>False when another tenant proved it in the same moment.</returns>
    public static async Task<bool> TakeAsync(
        PlatformDatabase database, TenantId tenant, DomainRecord record, DomainClaim? seen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var upsert = database.Source.CreateCommand(
            """
            insert into portal.domain_claim as c (host, owner_id, domain_id, token, claimed_at) values ($1, $2, $3, $4, $5)
            on conflict (host) do update set owner_id = excluded.owner_id, domain_id = excluded.domain_id, token = excluded.token,
                claimed_at = case when c.owner_id = excluded.owner_id then c.claimed_at else excluded.claimed_at end
            where c.owner_id = excluded.owner_id or c.token = $6 or exists (select from portal.tenant t where t.id = c.owner_id and t.state = 'deleted')
            """).With(record.Host, tenant.Value, record.Id.Value, record.Token, now, seen?.Token ?? "");
        return await upsert.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
