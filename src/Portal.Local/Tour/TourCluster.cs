using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Portal.Local.Http;
using Portal.Local.Startup;

namespace Portal.Local.Tour;

/// <summary>Looks into the cluster through its own API, not through ours.</summary>
internal sealed class TourCluster(ServerAccess server) : IDisposable
{
    private readonly HttpClient _client = CreateClient(server);

    public Task<JsonNode?> NamespaceAsync(string name, CancellationToken cancellationToken) => FindAsync($"/api/v1/namespaces/{name}", cancellationToken);

    public Task<JsonNode?> RolloutAsync(string space, string name, CancellationToken cancellationToken) =>
        FindAsync($"/apis/portal.internal/v1alpha1/namespaces/{space}/pluginrollouts/{name}", cancellationToken);

    public Task<JsonNode?> DeploymentAsync(string space, string name, CancellationToken cancellationToken) =>
        FindAsync($"/apis/apps/v1/namespaces/{space}/deployments/{name}", cancellationToken);

    /// <summary>What share of the requests the route sends to the new version; null when there is no route yet.</summary>
    public async Task<int?> CanaryWeightAsync(string space, string name, CancellationToken cancellationToken)
    {
        var route = await FindAsync($"/apis/gateway.networking.k8s.io/v1/namespaces/{space}/httproutes/{name}", cancellationToken);
        var backends = (route?["spec"]?["rules"] as JsonArray)?[0]?["backendRefs"] as JsonArray;
        var canary = backends?.FirstOrDefault(backend => backend?["name"]?.ToString() == name + "-canary");
        return backends is null ? null : (int?)canary?["weight"] ?? 0;
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonNode?> FindAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
    }

    private static HttpClient CreateClient(ServerAccess server)
    {
        var client = LoopbackHttp.Create(server.Url);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        return client;
    }
}
