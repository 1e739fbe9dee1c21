using Microsoft.Extensions.Logging;
using Portal.Local.Kubernetes.Access;
using Portal.Local.Kubernetes.Discovery;
using Portal.Local.Kubernetes.Endpoints;
using Portal.Local.Kubernetes.Faults;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Scheduling;
using Portal.Local.Kubernetes.Storage;
using Portal.Local.Kubernetes.Traffic;
using Portal.Local.Kubernetes.Watches;

namespace Portal.Local.Kubernetes;

/// <summary>Everything a cluster is made of, wired together.</summary>
internal sealed class ClusterParts
{
    public ClusterParts(LocalClusterOptions options, string token, ILoggerFactory loggers, CancellationToken stopping)
    {
        var clock = options.TimeProvider;
        var catalog = new ResourceCatalog(BuiltInResources.All);
        Store = new ClusterStore(options.WatchHistory);
        Traffic = new TrafficSimulation(clock, options.Seed);
        var registry = new ObjectRegistry(Store, catalog, clock);
        var deletion = new ObjectDeletion(Store, clock);
        Access = new ClusterAccess(Store, registry, deletion);
        var events = new EventRecorder(Access, clock);
        Loop = new ControlLoop(
            [
                new DefinitionController(Access, catalog),
                new DeploymentController(Access, events),
                new ReplicaSetController(Access, events),
                new PodController(Access, Traffic, events),
                new ServiceController(Access),
                new RouteController(Access, Traffic),
                new IngressController(Access, Traffic),
                new MeshController(Access, Traffic),
                new GatewayController(Access),
                new QuotaController(Access),
                new NamespaceController(Access),
                new GarbageCollector(Access),
                new EventExpiry(Access),
            ],
            clock,
            loggers.CreateLogger<ControlLoop>());
        Tokens = new ServiceAccountTokens(Store, token, clock);
        var authorization = new Authorization(Store, Record);
        Watches = new WatchEndpoint(Store, options, stopping);
        Faults = new FaultPlan(clock);
        var resources = new ResourceEndpoint(
            catalog,
            new ReadEndpoint(Store, clock),
            new WriteEndpoint(registry, Store, clock),
            new DeleteEndpoint(deletion, Store),
            Watches,
            new ScaleEndpoint(registry),
            new ProxyEndpoint(Access, Traffic),
            new LogEndpoint(Access),
            new TokenEndpoint(Tokens),
            authorization);
        var documents = new DiscoveryDocuments(catalog);
        var discovery = new DiscoveryEndpoint(documents, new AggregatedDiscovery(catalog, documents), new OpenApiDocuments(catalog));
        Dispatcher = new RequestDispatcher(
            Faults, new Authentication(token, Tokens, new ClientCertificates(options.ClientAuthority)), authorization, new AccessReviewEndpoint(authorization), discovery, resources, Traffic, loggers.CreateLogger<RequestDispatcher>());
    }

    public ClusterStore Store { get; }

    public TrafficSimulation Traffic { get; }

    public ClusterAccess Access { get; }

    public ControlLoop Loop { get; }

    public ServiceAccountTokens Tokens { get; }

    public WatchEndpoint Watches { get; }

    public FaultPlan Faults { get; }

    public AccessRecord Record { get; } = new();

    public RequestDispatcher Dispatcher { get; }
}
