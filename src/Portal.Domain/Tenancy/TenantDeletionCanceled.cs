namespace Portal.Domain.Tenancy;

/// <summary>It is not to be deleted after all.</summary>
public sealed record TenantDeletionCanceled() : TenantEvent("tenant.deletion-canceled");
