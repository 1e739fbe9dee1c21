namespace Portal.Local.Tour.Steps;

/// <summary>All traffic is back on the version before, and the bad one is gone.</summary>
internal sealed class RolledBackStep(string version) : ITourStep
{
    public string Name => "rolled back";

    public async Task RunAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        await RolloutWatch.UntilPhaseAsync(visit, "RolledBack", TimeSpan.FromSeconds(20), cancellationToken);
        await RolloutWatch.RequireLiveAsync(visit, version, cancellationToken);
        var resource = await visit.Cluster.RolloutAsync(visit.Namespace, TourVisit.Plugin, cancellationToken)
            ?? throw new TourFailure("the cluster has no PluginRollout");
        if (resource.Text("status", "phase") != "RolledBack")
        {
            throw new TourFailure($"the cluster disagrees: the PluginRollout is {resource.Text("status", "phase")}");
        }

        await visit.Database.RequireAsync(
            "the timeline has the reason",
            "select count(*) > 0 from portal.rollout_event where tenant_id = $1 and rollout_id = $2",
            cancellationToken,
            visit.TenantId,
            JsonReading.Id(visit.Rollout));
    }
}
