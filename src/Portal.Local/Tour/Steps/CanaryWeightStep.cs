using System.Globalization;

namespace Portal.Local.Tour.Steps;

/// <summary>The new version gets this share of the requests: API, row and route say the same.</summary>
internal sealed class CanaryWeightStep(int weight) : ITourStep
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"canary {weight} %");

    public Task RunAsync(TourVisit visit, CancellationToken cancellationToken) =>
        RolloutWatch.UntilAsync(
            visit,
            Name,
            TimeSpan.FromSeconds(30),
            async rollout =>
            {
                var row = await visit.Database.ScalarAsync<int?>(
                    "select weight from portal.rollout where tenant_id = $1 and id = $2", cancellationToken, visit.TenantId, JsonReading.Id(visit.Rollout));
                var route = await visit.Cluster.CanaryWeightAsync(visit.Namespace, TourVisit.Plugin, cancellationToken);
                return rollout.Whole("weight") == weight && row == weight && route == weight
                    ? null
                    : $"{RolloutWatch.Words(rollout)}; the row says {row} %, the route {route} %";
            },
            cancellationToken);
}
