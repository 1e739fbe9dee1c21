namespace Portal.Access;

internal sealed record MeView(string Principal, string Name, string Kind, string Role, string Tenant, string TenantSlug, string TenantName, string TenantState);
