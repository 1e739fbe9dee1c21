using Microsoft.Extensions.Logging;
using Portal.Local.Folder;
using Portal.Local.Kubernetes;
using Portal.Local.Output;
using Portal.Local.Stripe;

namespace Portal.Local.Startup;

/// <summary>The servers that stand in for what a machine does not have: a Kubernetes cluster, Stripe.</summary>
internal sealed class StandIns(string kubeconfig, LocalCluster? cluster, StripeSimulator simulator, StripeAccess stripe, ILoggerFactory loggers)
    : IAsyncDisposable
{
    public string Kubeconfig { get; } = kubeconfig;

    public ServerAccess? Kubernetes => cluster is null ? null : new ServerAccess(cluster.Url, cluster.Token);

    public StripeAccess Stripe { get; } = stripe;

    public static async Task<StandIns> StartAsync(InstanceSettings settings, Children children, CancellationToken cancellationToken)
    {
        var folder = settings.Folder;
        var loggers = Loggers(children.OpenLog("stand-ins"));
        var secrets = SecretsFile.Open(folder.Secrets);
        var webhook = new UriBuilder(Uri.UriSchemeHttp, "localhost", settings.Port, "/webhooks/stripe").Uri;
        var simulator = await StripeSimulator.StartAsync(
            new StripeSimulatorOptions(folder.Stripe, 0, secrets.StripeSecretKey, webhook, secrets.StripeWebhookSecret),
            loggers,
            TimeProvider.System,
            cancellationToken);
        var stripe = new StripeAccess(simulator.Url, secrets.StripeSecretKey, secrets.StripeWebhookSecret);
        if (settings.ExistingKubeconfig is { } given)
        {
            settings.Terminal.Line($"using the cluster of {given}");
            return new StandIns(Path.GetFullPath(given), cluster: null, simulator, stripe, loggers);
        }

        var cluster = await LocalCluster.StartAsync(new LocalClusterOptions { DataFolder = folder.Kubernetes }, loggers, cancellationToken);
        await cluster.WriteKubeconfigAsync(folder.Kubeconfig, cancellationToken);
        return new StandIns(folder.Kubeconfig, cluster, simulator, stripe, loggers);
    }

    public async ValueTask DisposeAsync()
    {
        await simulator.DisposeAsync();
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }

        loggers.Dispose();
    }

    private static ILoggerFactory Loggers(ProcessLog log) =>
        LoggerFactory.Create(logging => logging.AddProvider(new ProcessLogProvider(log)).SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning));
}
