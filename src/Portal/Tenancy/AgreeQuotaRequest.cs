namespace Portal.Tenancy;

/// <param name="Limit">The most there may be, 0 to 10^15; zero means none at all.</param>
/// <param name="Reason">Why, for the tenant's audit log and for colleagues; at most 500 characters.</param>
internal sealed record AgreeQuotaRequest(long? Limit, string? Reason);
