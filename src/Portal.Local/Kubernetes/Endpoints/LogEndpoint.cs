using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Scheduling;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>The log of a pod: what its simulated container would have said.</summary>
internal sealed class LogEndpoint(ClusterAccess cluster)
{
    public async Task HandleAsync(ApiRequest request)
    {
        var pod = cluster.Get(new ObjectKey(Collections.Pods, request.Namespace, request.Name)) ?? throw ApiErrors.NotFound(request.Type, request.Name);
        var container = pod.Objects("status", "containerStatuses").FirstOrDefault();
        if (container.Text("state", "waiting", "reason") == "ContainerCreating")
        {
            throw ApiErrors.BadRequest($"container \"{container.Text("name")}\" in pod \"{request.Name}\" is waiting to start: ContainerCreating");
        }

        var plugin = pod.Annotation("portal.internal/plugin") ?? container.Text("image");
        var lines = new List<string> { $"{container.Text("state", "running", "startedAt")} started {plugin} {pod.Annotation("portal.internal/version")} (local simulation)" };
        if (container.Text("state", "waiting", "reason") == "CrashLoopBackOff")
        {
            lines.Add($"{container.Text("lastState", "terminated", "finishedAt")} unhandled error, exiting with code 1");
        }

        await request.Http.Response.WriteTextAsync(200, "text/plain; charset=utf-8", string.Concat(lines.Select(line => line.Trim() + "\n")));
    }
}
