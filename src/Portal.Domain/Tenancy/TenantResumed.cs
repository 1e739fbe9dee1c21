namespace Portal.Domain.Tenancy;

/// <summary>Served again, from where it stopped.</summary>
public sealed record TenantResumed() : TenantEvent("tenant.resumed");
