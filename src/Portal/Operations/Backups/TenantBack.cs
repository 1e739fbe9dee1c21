using Portal.Infrastructure.Operations.Backups;

namespace Portal.Operations.Backups;

/// <summary>A tenant that came back, and what of it runs again.</summary>
internal sealed record TenantBack(RestoredTenantRows Tenant, int Started, IReadOnlyList<string> Unavailable);
