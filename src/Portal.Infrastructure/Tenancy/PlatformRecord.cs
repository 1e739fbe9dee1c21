using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tenancy;

/// <summary>One line of the platform's own log.</summary>
/// <param name="OccurredAt">To the microsecond.</param>
/// <param name="ActorKind">Who did it.</param>
/// <param name="Actor">A member of staff's e-mail address; empty for anybody else.</param>
/// <param name="Action">Past tense with its capability, e.g. <c>tenant.suspended</c>.</param>
/// <param name="Tenant">Which tenant it happened to; null when none.</param>
/// <param name="Detail">Further facts.</param>
/// <param name="CorrelationId">From the request that caused it.</param>
public sealed record PlatformRecord(
    DateTimeOffset OccurredAt, LifecycleActor ActorKind, string Actor, string Action, TenantId? Tenant, IReadOnlyDictionary<string, string> Detail, string CorrelationId);
