namespace Portal.Tenancy;

/// <param name="GraceDays">How long it can be undone, 0 to 365; the deployment's own grace period when absent.</param>
/// <param name="Note">For the tenant's audit log; at most 500 characters.</param>
internal sealed record DeleteTenantRequest(int? GraceDays, string? Note);
