namespace Portal.Hosting.Seeding;

internal sealed record SeededTenants(IReadOnlyList<SeededTenant> Tenants);
