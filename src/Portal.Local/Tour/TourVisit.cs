using Portal.Local.Description;

namespace Portal.Local.Tour;

/// <summary>What the steps of one tour look at, and what they found so far.</summary>
internal sealed class TourVisit(InstanceDescription instance, TourDatabase database, TourCluster cluster)
{
    public const string Plugin = "ci-status";
    public const string PaidPlugin = "dora-metrics";

    public InstanceDescription Instance { get; } = instance;

    public TourDatabase Database { get; } = database;

    public TourCluster Cluster { get; } = cluster;

    /// <summary>The host that signs tenants up.</summary>
    public ApiClient Root { get; } = new(instance.Portal.Url);

    public NewTenant Tenant { get; } = NewTenant.Create(instance.Portal.Url);

    public Guid TenantId { get; set; }

    /// <summary>The new tenant's namespace in the cluster.</summary>
    public string Namespace { get; set; } = "";

    public string Installation { get; set; } = "";

    /// <summary>The rollout that is being watched.</summary>
    public string Rollout { get; set; } = "";

    public string Purchase { get; set; } = "";

    /// <summary>Every thing of the new tenant that another one must not see, as a path of the API.</summary>
    public List<string> Secrets { get; } = [];
}
