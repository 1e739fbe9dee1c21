using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tenancy;

/// <summary>What a host name leads to.</summary>
public sealed record TenantInfo(TenantId Id, string Slug, string Name, TenantState State, string Namespace);
