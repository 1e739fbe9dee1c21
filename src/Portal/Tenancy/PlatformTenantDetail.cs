namespace Portal.Tenancy;

/// <param name="Tenant">As in the list.</param>
/// <param name="Url">Where its people sign in.</param>
/// <param name="SuspensionReason">Why it is suspended; absent when it is not.</param>
/// <param name="DeleteAfter">When its grace period ends; absent when it is not being deleted.</param>
/// <param name="Isolation">How far apart its rows are kept from others': one of <c>TenantIsolation</c>.</param>
/// <param name="Quotas">Its limits, how much of each is used, and what was agreed.</param>
/// <param name="HasCertificate">Whether its deletion certificate can be had.</param>
/// <param name="History">What the platform's log says of it, oldest first.</param>
/// <param name="Operations">Its latest operations, newest first.</param>
public sealed record PlatformTenantDetail(
    PlatformTenantItem Tenant,
    string Url,
    string Namespace,
    string? SuspensionReason,
    DateTimeOffset? DeleteAfter,
    string Isolation,
    IReadOnlyList<PlatformQuota> Quotas,
    bool HasCertificate,
    IReadOnlyList<PlatformTenantEvent> History,
    IReadOnlyList<PlatformTenantOperation> Operations);
