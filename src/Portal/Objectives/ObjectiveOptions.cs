namespace Portal.Objectives;

/// <summary>Objectives that tenants write. Bound from the section <c>Objectives</c>.</summary>
public sealed class ObjectiveOptions
{
    public const string SectionName = "Objectives";

    /// <summary>
    /// The Prometheus servers that tenants' objectives may query, by address. The operator asks them from inside the cluster, so a tenant does not choose freely.
    /// <value>None: tenants' objectives count the requests of their rollouts.</value>
    /// </summary>
    public IList<string> PrometheusUrls { get; } = [];
}
