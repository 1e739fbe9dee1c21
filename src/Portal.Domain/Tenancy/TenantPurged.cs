namespace Portal.Domain.Tenancy;

/// <summary>The grace period is over and nothing of it is left.</summary>
public sealed record TenantPurged() : TenantEvent("tenant.purged");
