namespace Portal.Domain.Tenancy;

/// <summary>A tenant's requests and page actions of one minute.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Minute">When it began, UTC.</param>
/// <param name="Requests">All, refused ones included.</param>
/// <param name="Limited">Refused because a rate was exceeded.</param>
public sealed record RequestCount(TenantId Tenant, DateTimeOffset Minute, long Requests, long Limited);
