namespace Portal.Hosting.Seeding;

/// <param name="Tenants">The demo tenants with their people.</param>
/// <param name="Staff">Who runs the demo; absent where an older version seeded it.</param>
internal sealed record SeededTenants(IReadOnlyList<SeededTenant> Tenants, SeededSignIn? Staff = null);
