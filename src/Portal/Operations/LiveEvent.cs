using Portal.Domain.Tenancy;

namespace Portal.Operations;

/// <summary>Something of a tenant changed; who cares reads it anew.</summary>
/// <param name="SubjectId">Which one; empty for all, e.g. after a reconnect.</param>
internal sealed record LiveEvent(TenantId Tenant, string Topic, string SubjectId);
