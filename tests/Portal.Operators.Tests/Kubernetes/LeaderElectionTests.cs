using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Local.Kubernetes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Kubernetes;

public sealed class LeaderElectionTests
{
    [Fact]
    public async Task StandBy_OfALeaderThatIsGone_IsThereTheMomentItsLeaseRunsOut()
    {
        await using var cluster = await LocalCluster.StartAsync(new LocalClusterOptions(), NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = cluster.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", cluster.Token);
        var client = new KubernetesClient(http);
        await client.CreateAsync(ResourceKind.Lease, LeaseOf("gone", seconds: 2), TestContext.Current.CancellationToken);
        // Whoever only asked now and then would be there after half an hour.
        var options = new LeaseOptions(new("default", "leader"), "standby") { RetryPeriod = TimeSpan.FromMinutes(30) };
        var election = new LeaderElection(client, options, TimeProvider.System, new TestLogs<LeaderElection>());
        var leads = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var running = election.RunAsync(
            term =>
            {
                leads.TrySetResult();
                return Task.Delay(Timeout.Infinite, term);
            },
            end.Token);

        await leads.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await end.CancelAsync();
        await running;
    }

    private static JsonObject LeaseOf(string holder, int seconds) => new()
    {
        ["apiVersion"] = ResourceKind.Lease.ApiVersion,
        ["kind"] = ResourceKind.Lease.Kind,
        ["metadata"] = new JsonObject { ["name"] = "leader", ["namespace"] = "default" },
        ["spec"] = new JsonObject { ["holderIdentity"] = holder, ["leaseDurationSeconds"] = seconds, ["renewTime"] = "2026-01-01T00:00:00.000000Z" },
    };
}
