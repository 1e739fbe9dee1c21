using Portal.Domain.Rollouts.Queueing;

namespace Portal.Operators.Hosting;

/// <summary>What a person can say about this process. Bound from the section <c>Operator</c>.</summary>
internal sealed class OperatorOptions
{
    public const string SectionName = "Operator";

    /// <summary>Where health and metrics are served, such as <c>http://127.0.0.1:9090</c>.</summary>
    /// <value>Empty serves none.</value>
    public string HealthUrl { get; set; } = "";

    /// <summary>The lease that makes one of several replicas the reconciler.</summary>
    /// <value>The default is portal-operator.</value>
    public string LeaseName { get; set; } = "portal-operator";

    /// <summary>Namespace of the lease.</summary>
    /// <value>Empty takes the kubeconfig's or the service account's namespace.</value>
    public string LeaseNamespace { get; set; } = "";

    /// <summary>Whether a kubeconfig with <c>insecure-skip-tls-verify</c> may be used: anybody on the way can then be the API server.</summary>
    /// <value>The default is false.</value>
    public bool AllowUncheckedServer { get; set; }

    /// <summary>Only rollouts in this namespace are reconciled. Operators for different namespaces need leases of different names.</summary>
    /// <value>Empty reconciles all namespaces.</value>
    public string Namespace { get; set; } = "";

    /// <summary>How many rollouts of new versions are under way at once; the others wait in line, fairly between tenants. First installations and ways back never wait.</summary>
    /// <value>The default is 100; at least 1.</value>
    public int RolloutsAtOnce { get; set; } = ConcurrencyCaps.Default.OfCluster;

    /// <summary>The same for each tenant.</summary>
    /// <value>The default is 10; at least 1.</value>
    public int RolloutsAtOncePerTenant { get; set; } = ConcurrencyCaps.Default.OfTenant;

    /// <summary>Names this process in the lease. Must be unique among replicas, and may stay the same over restarts.</summary>
    /// <value>Empty makes one from the machine's name and the health port.</value>
    public string Identity { get; set; } = "";

    /// <summary>What whoever sends metrics to <c>/v1/metrics</c> on the health address shows as a bearer token.</summary>
    /// <value>Empty receives none.</value>
    public string OtlpToken { get; set; } = "";
}
