using Portal.Domain.Plugins;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>A tenant that came back from a backup.</summary>
/// <param name="Id">As it was.</param>
/// <param name="Slug">Where it is now.</param>
/// <param name="Rows">That came back.</param>
/// <param name="AsOf">The moment that they are of.</param>
/// <param name="WasThere">It was suspended here, and its rows were replaced.</param>
/// <param name="Strange">Installations that run here and that the backup does not know.</param>
public sealed record RestoredTenantRows(TenantId Id, string Slug, long Rows, DateTimeOffset AsOf, bool WasThere, IReadOnlyList<InstallationId> Strange);
