using System.Net;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Scheduling;
using Portal.Local.Kubernetes.Storage;
using Portal.Local.Kubernetes.Traffic;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>Requests through the API to a pod, directly or behind a Service: its metrics, or a page that says which version answers.</summary>
internal sealed class ProxyEndpoint(ClusterAccess cluster, TrafficSimulation traffic)
{
    public async Task HandleAsync(ApiRequest request)
    {
        var address = PodAddress.Parse(request.Name);
        var pod = request.Type.Collection switch
        {
            Collections.Pods => PodOf(request, address),
            Collections.Services => PodBehind(request, address),
            _ => throw ApiErrors.NoSuchPath(),
        };
        var response = request.Http.Response;
        if (request.Path.Rest == "metrics")
        {
            await response.WriteTextAsync(200, MetricsText.ContentType, traffic.MetricsOf(pod.UidOf()));
        }
        else
        {
            await response.WriteTextAsync(200, "text/html; charset=utf-8", Page(pod));
        }
    }

    private JsonObject PodOf(ApiRequest request, PodAddress address)
    {
        var pod = cluster.Get(new ObjectKey(Collections.Pods, request.Namespace, address.Name)) ?? throw ApiErrors.NotFound(request.Type, address.Name);
        return Conditions.IsTrue(pod.Child("status"), "Ready")
            ? pod
            : throw ApiErrors.Unavailable($"error trying to reach service: dial tcp {pod.Text("status", "podIP")}:{address.Port ?? 80}: connect: connection refused");
    }

    private JsonObject PodBehind(ApiRequest request, PodAddress address)
    {
        var service = cluster.Get(new ObjectKey(Collections.Services, request.Namespace, address.Name)) ?? throw ApiErrors.NotFound(request.Type, address.Name);
        return ServicePods.Ready(cluster, service).FirstOrDefault()
            ?? throw ApiErrors.Unavailable($"no endpoints available for service \"{address.Name}\"");
    }

    private static string Page(JsonObject pod)
    {
        var plugin = WebUtility.HtmlEncode(pod.Annotation("portal.internal/plugin") ?? pod.NameOf());
        var version = WebUtility.HtmlEncode(pod.Annotation("portal.internal/version") ?? "");
        return $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{plugin}</title></head>"
            + $"<body><h1>{plugin} {version}</h1><p>Answered by pod {WebUtility.HtmlEncode(pod.NameOf())} (local simulation).</p></body></html>";
    }
}
