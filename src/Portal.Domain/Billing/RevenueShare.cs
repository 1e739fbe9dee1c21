namespace Portal.Domain.Billing;

/// <summary>
/// How a sale is divided between publisher and platform. The base is the price net of tax and nothing else: payment fees, refunds'
/// fees and currency costs are the platform's, so that a publisher can compute a share from the price alone.
/// </summary>
public sealed record RevenueShare(BasisPoints Publisher)
{
    private const string PublisherKey = "1-publisher";
    private const string PlatformKey = "2-platform";

    /// <summary>80 % to the publisher.</summary>
    public static RevenueShare Standard { get; } = new(new BasisPoints(8000));

    public RevenueSplit Split(Money netOfTax)
    {
        // The keys decide an exact half in the publisher's favor.
        var slices = Allocation.Split(netOfTax, [new(PublisherKey, Publisher.Value), new(PlatformKey, Publisher.Rest.Value)]);
        return new RevenueSplit(slices[0].Amount, slices[1].Amount);
    }
}
