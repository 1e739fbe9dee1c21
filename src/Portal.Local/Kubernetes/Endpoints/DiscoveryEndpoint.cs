using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Local.Kubernetes.Discovery;
using Portal.Local.Kubernetes.Errors;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>Everything that describes the API instead of being it.</summary>
internal sealed class DiscoveryEndpoint(DiscoveryDocuments discovery, AggregatedDiscovery aggregated, OpenApiDocuments openApi)
{
    /// <summary>Answers if the path is one of description; false when it is one of a resource.</summary>
    public async Task<bool> TryHandleAsync(HttpContext context, string path)
    {
        if (path.StartsWith("/openapi/v2", StringComparison.Ordinal))
        {
            // kubectl asks for version 2 in protobuf only after version 3 has failed it.
            throw ApiErrors.NoSuchPath();
        }

        if (path.TrimEnd('/') is "/api" or "/apis" && AggregatedDiscovery.IsWanted(context.Request.Headers.Accept.ToString()))
        {
            await context.Response.WriteAsync(200, aggregated.Document(ofCore: path.TrimEnd('/') == "/api"), AggregatedDiscovery.ContentType);
            return true;
        }

        var steps = path.Trim('/').Split('/');
        var document = steps switch
        {
            ["version"] => ServerVersion.Document(),
            ["api"] => DiscoveryDocuments.CoreVersions(),
            ["apis"] => discovery.Groups(),
            ["api", "v1"] => discovery.Resources("", "v1"),
            ["apis", var group] => discovery.Group(group) ?? throw ApiErrors.NoSuchPath(),
            ["apis", var group, var version] => discovery.Resources(group, version) ?? throw ApiErrors.NoSuchPath(),
            ["openapi", "v3"] => openApi.Index(),
            ["openapi", "v3", .. var rest] => openApi.Document(string.Join('/', rest)) ?? throw ApiErrors.NoSuchPath(),
            [""] => Paths(),
            _ => null,
        };
        if (document is null)
        {
            return false;
        }

        await context.Response.WriteAsync(200, document);
        return true;
    }

    private static JsonObject Paths() => new() { ["paths"] = new JsonArray("/api", "/api/v1", "/apis", "/healthz", "/livez", "/metrics", "/openapi/v3", "/readyz", "/version") };
}
