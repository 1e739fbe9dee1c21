using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Local.Tour.Steps;

/// <summary>A company signs up; the operator makes its place in the cluster.</summary>
internal sealed class SignUpStep : ITourStep
{
    public string Name => "sign-up";

    public async Task RunAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        var tenant = visit.Tenant;
        var admin = new JsonObject { ["email"] = tenant.Email, ["displayName"] = "Ada Tour", ["password"] = tenant.Password };
        var request = new JsonObject { ["slug"] = tenant.Slug, ["name"] = "Tour Company", ["admin"] = admin };
        var made = await visit.Root.PostAsync("tenants", request, HttpStatusCode.Created, cancellationToken);
        visit.TenantId = JsonReading.Id(made.Text("id"));
        visit.Namespace = await visit.Database.ScalarAsync<string>("select namespace from portal.tenant where id = $1", cancellationToken, visit.TenantId)
            ?? throw new TourFailure($"the database has no tenant {visit.TenantId}");

        await Poll.UntilAsync("the tenant's provisioning", TimeSpan.FromSeconds(20), () => MissingAsync(visit, cancellationToken), cancellationToken);
    }

    private static async Task<string?> MissingAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        var state = await visit.Database.ScalarAsync<string>("select state from portal.tenant where id = $1", cancellationToken, visit.TenantId);
        if (state != "active")
        {
            return $"the tenant is {state}";
        }

        return await visit.Cluster.NamespaceAsync(visit.Namespace, cancellationToken) is null ? $"the cluster has no namespace {visit.Namespace}" : null;
    }
}
