using Portal.Domain.Tenancy;

namespace Portal.Tenancy;

/// <summary>One limit of a tenant as staff see it.</summary>
/// <param name="Resource">One of <see cref="QuotaResource"/>.</param>
/// <param name="Limit">What holds.</param>
/// <param name="Used">How much there is; of a rate, the busiest minute of the last hour.</param>
/// <param name="Default">What everybody has where nothing was agreed.</param>
/// <param name="Reason">Why another limit was agreed; absent where none was.</param>
/// <param name="AgreedAt">When; absent where none was.</param>
public sealed record PlatformQuota(string Resource, long Limit, long Used, long Default, string? Reason, DateTimeOffset? AgreedAt);
