namespace Portal.Domain.Tenancy;

/// <summary>One limit of a tenant and how much of it is used.</summary>
/// <param name="Resource">Of what.</param>
/// <param name="Limit">The most there may be; zero for none at all.</param>
/// <param name="Used">How much there is; above the limit where the limit was lowered later.</param>
/// <param name="Agreed">Whether the limit was agreed with this tenant, rather than everybody's.</param>
public sealed record Quota(QuotaResource Resource, long Limit, long Used, bool Agreed = false)
{
    /// <summary>From this share of the limit on there is a warning, in percent.</summary>
    public const int WarningPercent = 80;

    /// <summary>What may still be added; never negative.</summary>
    public long Left => Math.Max(0, Limit - Used);

    /// <summary>How much of the limit is used, rounded down, in percent; 100 where the limit is zero.</summary>
    public int Percent => Limit == 0 ? 100 : (int)Int128.Min(999, (Int128)Used * 100 / Limit);

    public QuotaLevel Level => Used >= Limit ? QuotaLevel.Reached : Percent >= WarningPercent ? QuotaLevel.Near : QuotaLevel.Ample;
}
