using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Local.Tour.Steps;

/// <summary>Asks for another version; the request is answered before anything is rolled out.</summary>
internal sealed class UpgradeStep(string name, string version, JsonObject strategy) : ITourStep
{
    public string Name => name;

    public async Task RunAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["version"] = version, ["strategy"] = strategy.DeepClone() };
        var accepted = await visit.Tenant.Api.PostAsync($"installations/{visit.Installation}/upgrades", request, HttpStatusCode.Accepted, cancellationToken);
        visit.Rollout = accepted.Text("rollout");
        visit.Secrets.AddRange([$"rollouts/{visit.Rollout}", $"rollouts/{visit.Rollout}/events", $"rollouts/{visit.Rollout}/measurements"]);
        await visit.Database.RequireAsync(
            "the rollout and its operation were committed together",
            """
            select exists (select from portal.rollout where tenant_id = $1 and id = $2 and to_version = $3)
               and exists (select from portal.operation where tenant_id = $1 and id = $4)
            """,
            cancellationToken,
            visit.TenantId,
            JsonReading.Id(visit.Rollout),
            version,
            JsonReading.Id(accepted.Text("operation")));
    }
}
