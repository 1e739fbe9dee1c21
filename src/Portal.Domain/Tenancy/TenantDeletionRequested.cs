namespace Portal.Domain.Tenancy;

/// <summary>It is to be deleted when the grace period is over.</summary>
/// <param name="Grace">How long it can be undone; not negative.</param>
public sealed record TenantDeletionRequested(TimeSpan Grace) : TenantEvent("tenant.deletion-requested");
