using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tenancy;

/// <summary>What a host name leads to.</summary>
/// <param name="RequestsPerMinute">How often its people and programs together may ask, on the long run.</param>
public sealed record TenantInfo(TenantId Id, string Slug, string Name, TenantState State, string Namespace, long RequestsPerMinute);
