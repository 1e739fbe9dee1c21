namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>A table that holds tenants' rows, as the catalog describes it.</summary>
/// <param name="Name">Without a schema: where a tenant's own is, its binding's search path says.</param>
/// <param name="Columns">In the table's order; <c>tenant_id</c> is one of them.</param>
/// <param name="Key">The primary key's columns, in its order.</param>
/// <param name="IsPlatformRead">
/// The platform reads it across tenants (to find due operations, or whose a customer is), so it stays in the shared schema when a tenant's
/// other tables move to one of their own.
/// </param>
public sealed record TenantTable(string Name, IReadOnlyList<TenantColumn> Columns, IReadOnlyList<string> Key, bool IsPlatformRead);
