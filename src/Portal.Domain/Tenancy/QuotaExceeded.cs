using System.Globalization;

namespace Portal.Domain.Tenancy;

/// <summary>409: the tenant has as much of something as it may have; the same request can succeed once some of it is gone.</summary>
/// <param name="Resource">Of what.</param>
/// <param name="Limit">The most there may be.</param>
/// <param name="Used">How much there is.</param>
public sealed record QuotaExceeded(QuotaResource Resource, long Limit, long Used)
    : Error(ErrorKind.Conflict, "quota.exceeded", "A limit is reached", string.Create(CultureInfo.InvariantCulture,
        $"This tenant may have {Limit:N0} {QuotaWords.Of(Resource)} and has {Used:N0}. {QuotaWords.WayOut(Resource)}, or ask for a higher limit."));
