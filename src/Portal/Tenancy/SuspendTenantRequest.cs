namespace Portal.Tenancy;

/// <param name="Reason">unpaid, abuse, security or requested.</param>
/// <param name="Note">For the tenant's audit log; at most 500 characters.</param>
internal sealed record SuspendTenantRequest(string? Reason, string? Note);
