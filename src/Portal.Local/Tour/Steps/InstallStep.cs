using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Local.Tour.Steps;

/// <summary>The first version has nothing to be compared with: it goes live as soon as its pods are ready.</summary>
internal sealed class InstallStep : ITourStep
{
    private const string Version = "1.0.0";

    public string Name => "install";

    public async Task RunAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["plugin"] = TourVisit.Plugin, ["version"] = Version };
        var accepted = await visit.Tenant.Api.PostAsync("installations", request, HttpStatusCode.Accepted, cancellationToken);
        visit.Installation = accepted.Text("installation");
        visit.Rollout = accepted.Text("rollout");
        visit.Secrets.AddRange([$"installations/{visit.Installation}", $"rollouts/{visit.Rollout}", $"operations/{accepted.Text("operation")}"]);
        await RolloutWatch.UntilPhaseAsync(visit, "Completed", TimeSpan.FromSeconds(30), cancellationToken);
        await RolloutWatch.RequireLiveAsync(visit, Version, cancellationToken);
    }
}
