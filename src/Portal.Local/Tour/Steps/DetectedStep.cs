namespace Portal.Local.Tour.Steps;

/// <summary>Nobody says that the version is bad: its measurements do.</summary>
internal sealed class DetectedStep : ITourStep
{
    public string Name => "detected";

    public async Task RunAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        await Poll.UntilAsync(
            "the detection of the bad version",
            TimeSpan.FromSeconds(45),
            async () =>
            {
                var rollout = await RolloutWatch.ReadAsync(visit, cancellationToken);
                return rollout.Text("verdict") == "Failed" && rollout.Text("phase") is "RollingBack" or "RolledBack" ? null : RolloutWatch.Words(rollout);
            },
            cancellationToken);
        await visit.Database.RequireAsync(
            "the canary's errors are what gave it away",
            """
            select canary_errors > 0 and evidence >= evidence_limit and weight <= 10
            from portal.rollout where tenant_id = $1 and id = $2
            """,
            cancellationToken,
            visit.TenantId,
            JsonReading.Id(visit.Rollout));
    }
}
