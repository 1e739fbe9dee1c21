using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tenancy.Export;

/// <param name="Id">As in the archive.</param>
/// <param name="Slug">Under which it is reached here.</param>
/// <param name="Name">As in the archive.</param>
/// <param name="Rows">How many were restored.</param>
/// <param name="Packages">How many the archive had.</param>
/// <param name="Published">How many of them were new to the registry.</param>
public sealed record RestoredTenant(TenantId Id, string Slug, string Name, long Rows, int Packages, int Published);
