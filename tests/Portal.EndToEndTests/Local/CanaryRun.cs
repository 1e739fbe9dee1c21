using System.Net;
using System.Text.Json.Nodes;
using Portal.Local.Startup;
using Portal.Local.Tour;

namespace Portal.EndToEndTests.Local;

/// <summary>One plugin of a demo tenant, installed and upgraded through the API while things break.</summary>
internal sealed class CanaryRun(LocalProduct product, string plugin)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly ApiClient _api = Api(product);
    private string _installation = "";
    private string _rollout = "";

    /// <returns>The installation's identifier.</returns>
    public async Task<string> InstallAsync(string version)
    {
        var request = new JsonObject { ["plugin"] = plugin, ["version"] = version };
        var accepted = await _api.PostAsync("installations", request, HttpStatusCode.Accepted, TestContext.Current.CancellationToken);
        _installation = accepted.Text("installation");
        _rollout = accepted.Text("rollout");
        await UntilAsync($"installing {plugin}", rollout => rollout.Text("phase") == "Completed");
        return _installation;
    }

    public async Task UpgradeAsync(string version)
    {
        var request = new JsonObject { ["version"] = version, ["strategy"] = CanaryStrategy.Quick };
        var path = $"installations/{_installation}/upgrades";
        _rollout = (await _api.PostAsync(path, request, HttpStatusCode.Accepted, TestContext.Current.CancellationToken)).Text("rollout");
    }

    public Task UntilWeightAsync(int weight) => UntilAsync($"{weight} %", rollout => rollout.Whole("weight") >= weight);

    public async Task UntilCompletedAsync(string version)
    {
        await UntilAsync($"the rollout of {version}", rollout => rollout.Text("phase") == "Completed");
        var installation = await _api.GetAsync($"installations/{_installation}", TestContext.Current.CancellationToken);
        installation.Text("version").ShouldBe(version);
        using var cluster = Cluster(product);
        (await cluster.CanaryWeightAsync("tenant-globex", plugin, TestContext.Current.CancellationToken)).ShouldBe(0);
        var stable = await cluster.DeploymentAsync("tenant-globex", plugin + "-stable", TestContext.Current.CancellationToken);
        stable!.Text("spec", "template", "metadata", "annotations", "portal.internal/version").ShouldBe(version);
    }

    public static ApiClient Api(LocalProduct product)
    {
        var tenant = product.Description.Tenants.Single(tenant => tenant.Slug == "globex");
        return new ApiClient(tenant.Url, tenant.ApiKey);
    }

    // While the web process or the database is down the API is refused or answers 5xx: that is the point, so look again.
    private Task UntilAsync(string what, Func<JsonNode, bool> reached) =>
        Poll.UntilAsync(
            what,
            Deadline,
            async () =>
            {
                try
                {
                    var rollout = await _api.GetAsync($"rollouts/{_rollout}", TestContext.Current.CancellationToken);
                    return reached(rollout) ? null : $"{rollout.Text("phase")} at {rollout.Text("weight")} %: {rollout.Text("message")}";
                }
                catch (Exception failure) when (failure is HttpRequestException or TourFailure)
                {
                    return failure.Message;
                }
            },
            TestContext.Current.CancellationToken);

    private static TourCluster Cluster(LocalProduct product)
    {
        var token = File.ReadLines(product.Description.Kubeconfig).Single(line => line.TrimStart().StartsWith("token:", StringComparison.Ordinal));
        return new TourCluster(new ServerAccess(product.Description.Kubernetes!.Url, token.Split(':', 2)[1].Trim()));
    }
}
