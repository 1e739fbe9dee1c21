namespace Portal.Domain.Tenancy;

/// <summary>Everything that a tenant needs outside the database is there.</summary>
public sealed record TenantProvisioned() : TenantEvent("tenant.provisioned");
