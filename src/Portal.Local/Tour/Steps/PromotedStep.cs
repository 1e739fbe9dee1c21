namespace Portal.Local.Tour.Steps;

/// <summary>Every step passed: the new version is the stable one.</summary>
internal sealed class PromotedStep(string version) : ITourStep
{
    public string Name => "promoted";

    public async Task RunAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        await RolloutWatch.UntilPhaseAsync(visit, "Completed", TimeSpan.FromSeconds(40), cancellationToken);
        await RolloutWatch.RequireLiveAsync(visit, version, cancellationToken);
        await visit.Database.RequireAsync(
            "both versions were measured before the promotion",
            "select sum(canary_requests) > 0 and sum(stable_requests) > 0 from portal.rollout_measurement where tenant_id = $1 and rollout_id = $2",
            cancellationToken,
            visit.TenantId,
            JsonReading.Id(visit.Rollout));
    }
}
