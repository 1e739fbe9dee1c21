namespace Portal.Local.Kubernetes.Traffic;

/// <summary>What the users of a route have seen from one backend: all requests, those a version failed, those no pod answered.</summary>
internal sealed record RouteTotals(long Requests, long Failed, long Unserved)
{
    public static RouteTotals None { get; } = new(0, 0, 0);

    public static RouteTotals operator +(RouteTotals left, RouteTotals right) =>
        new(left.Requests + right.Requests, left.Failed + right.Failed, left.Unserved + right.Unserved);
}
