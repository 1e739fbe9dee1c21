using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy;

/// <summary>Finds tenants before any is bound, so as the platform. Answers are not cached: a suspension takes effect with the next request.</summary>
public sealed class TenantDirectory(PlatformDatabase database)
{
    private const string Columns =
        """
        select t.id, t.slug, t.name, t.state, t.namespace, coalesce(
            (select o.limit_value from portal.quota_override o where o.tenant_id = t.id and o.resource = 'api_requests_per_minute'),
            (select d.limit_value from portal.quota_default d where d.resource = 'api_requests_per_minute'))
        from portal.tenant t
        """;

    /// <summary>The tenant that a slug names; null when there is none.</summary>
    public Task<TenantInfo?> FindBySlugAsync(string slug, CancellationToken cancellationToken) =>
        FindAsync(Columns + " where t.slug = $1", slug, cancellationToken);

    /// <summary>The tenant that a verified domain leads to; null when there is none.</summary>
    /// <param name="host">Lower case, punycode, no dot at the end.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public Task<TenantInfo?> FindByDomainAsync(string host, CancellationToken cancellationToken) =>
        FindAsync(Columns + " join portal.domain_claim c on c.owner_id = t.id where c.host = $1", host, cancellationToken);

    /// <summary>The tenant whose plugins are in this namespace; null when there is none.</summary>
    public Task<TenantInfo?> FindByNamespaceAsync(string name, CancellationToken cancellationToken) =>
        FindAsync(Columns + " where t.namespace = $1", name, cancellationToken);

    /// <summary>The tenant with this id; null when there is none.</summary>
    public Task<TenantInfo?> FindAsync(TenantId id, CancellationToken cancellationToken) =>
        FindAsync(Columns + " where t.id = $1", id.Value, cancellationToken);

    private async Task<TenantInfo?> FindAsync(string sql, object key, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = key });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(new(reader.GetGuid(0)), reader.GetString(1), reader.GetString(2), Enum.Parse<TenantState>(reader.GetString(3), ignoreCase: true), reader.GetString(4),
                reader.GetInt64(5))
            : null;
    }
}
