using Portal.Domain.Tenancy;

namespace Portal.Tenancy;

/// <param name="Resource">One of <see cref="QuotaResource"/>.</param>
/// <param name="Limit">The most there may be.</param>
/// <param name="Used">How much there is; of a rate, the busiest minute of the last hour.</param>
/// <param name="Level">One of <see cref="QuotaLevel"/>.</param>
/// <param name="Agreed">Whether the limit was agreed with this tenant.</param>
internal sealed record QuotaView(string Resource, long Limit, long Used, int Percent, string Level, bool Agreed)
{
    public static QuotaView Of(Quota quota) => new(quota.Resource.ToString(), quota.Limit, quota.Used, quota.Percent, quota.Level.ToString(), quota.Agreed);
}
