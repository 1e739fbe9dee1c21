namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>A column of a tenant table.</summary>
/// <param name="Name">As in the catalog.</param>
/// <param name="Type">As PostgreSQL writes it, e.g. <c>timestamp with time zone</c>.</param>
/// <param name="IsRequired">It is <c>not null</c>.</param>
/// <param name="HasDefault">It may be left out of an insert.</param>
public sealed record TenantColumn(string Name, string Type, bool IsRequired, bool HasDefault);
