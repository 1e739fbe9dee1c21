using System.Text.Json.Nodes;

namespace Portal.Local.Tour.Steps;

/// <summary>Follows the rollout under way, in the API, the database and the cluster.</summary>
internal static class RolloutWatch
{
    private static readonly string[] Over = ["Completed", "RolledBack", "Aborted", "Failed"];

    public static async Task<JsonNode> ReadAsync(TourVisit visit, CancellationToken cancellationToken) =>
        await visit.Tenant.Api.GetAsync($"rollouts/{visit.Rollout}", cancellationToken);

    /// <summary>Fails at once when the rollout ends in another way.</summary>
    public static Task UntilPhaseAsync(TourVisit visit, string phase, TimeSpan deadline, CancellationToken cancellationToken) =>
        UntilAsync(visit, $"phase {phase}", deadline, rollout => Task.FromResult(rollout.Text("phase") == phase ? null : Words(rollout)), cancellationToken);

    public static Task UntilAsync(
        TourVisit visit, string what, TimeSpan deadline, Func<JsonNode, Task<string?>> missing, CancellationToken cancellationToken) =>
        Poll.UntilAsync(
            what,
            deadline,
            async () =>
            {
                var rollout = await ReadAsync(visit, cancellationToken);
                var left = await missing(rollout);
                return left is not null && Over.Contains(rollout.Text("phase")) ? throw new TourFailure($"{what} will not happen: {left}") : left;
            },
            cancellationToken);

    /// <summary>The version is what people use: in the tables, in the stable Deployment, and on the route.</summary>
    public static async Task RequireLiveAsync(TourVisit visit, string version, CancellationToken cancellationToken)
    {
        await visit.Database.RequireAsync(
            $"installation {visit.Installation} is active at {version}",
            "select state = 'active' and version = $3 from portal.installation where tenant_id = $1 and id = $2",
            cancellationToken,
            visit.TenantId,
            JsonReading.Id(visit.Installation),
            version);
        var space = visit.Namespace;
        var stable = await visit.Cluster.DeploymentAsync(space, TourVisit.Plugin + "-stable", cancellationToken)
            ?? throw new TourFailure("the cluster has no stable Deployment");
        var running = stable.Text("spec", "template", "metadata", "annotations", "portal.internal/version");
        var ready = stable.Whole("status", "readyReplicas");
        var weight = await visit.Cluster.CanaryWeightAsync(space, TourVisit.Plugin, cancellationToken);
        if (running != version || ready < 1 || weight != 0)
        {
            throw new TourFailure($"the cluster disagrees: stable is {running} with {ready} ready pods, and the canary gets {weight} %");
        }
    }

    public static string Words(JsonNode rollout) =>
        $"the rollout is {rollout.Text("phase")} at {rollout.Text("weight")} %, verdict {rollout.Text("verdict")}: {rollout.Text("message")}";
}
