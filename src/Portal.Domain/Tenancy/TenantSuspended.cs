namespace Portal.Domain.Tenancy;

/// <summary>Nothing is served any more; everything is kept.</summary>
public sealed record TenantSuspended(SuspensionReason Reason) : TenantEvent("tenant.suspended");
