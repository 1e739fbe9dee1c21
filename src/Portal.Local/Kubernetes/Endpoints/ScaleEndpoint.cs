using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Patching;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Selectors;
using Portal.Local.Kubernetes.Tables;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>The scale subresource: replicas of whatever has some, as autoscaling/v1 Scale.</summary>
internal sealed class ScaleEndpoint(ObjectRegistry registry)
{
    public async Task HandleAsync(ApiRequest request)
    {
        var paths = request.Type.Scale ?? throw ApiErrors.NoSuchPath();
        var current = registry.Get(request.Type, request.Namespace, request.Name);
        switch (request.Http.Request.Method)
        {
            case "GET":
                await request.Http.Response.WriteAsync(200, ToScale(current, paths));
                return;
            case "PUT":
                var body = await RequestBody.ReadObjectAsync(request.Http.Request);
                await SetAsync(request, paths, _ => body);
                return;
            case "PATCH":
                var patch = await RequestBody.ReadAsync(request.Http.Request);
                // Applied to what is there at that moment, so that a patch that names no version conflicts with nobody.
                await SetAsync(request, paths, scale => patch is JsonArray steps ? JsonPatch.Apply(scale, steps) : (JsonObject)MergePatch.Apply(scale, patch)!);
                return;
            default:
                throw ApiErrors.MethodNotAllowed();
        }
    }

    private async Task SetAsync(ApiRequest request, ScalePaths paths, Func<JsonObject, JsonObject> wanted)
    {
        var changed = registry.Modify(
            request.Type,
            request.Namespace,
            request.Name,
            null,
            item =>
            {
                var scale = wanted(ToScale(item, paths));
                var replicas = scale.Number("spec", "replicas") ?? throw ApiErrors.BadRequest("spec.replicas must be a whole number");
                item.Meta()["resourceVersion"] = scale.Text("metadata", "resourceVersion");
                var steps = paths.SpecReplicas.Trim('.').Split('.');
                var parent = steps[..^1].Aggregate(item, (at, step) => at.Ensure(step));
                parent[steps[^1]] = replicas;
                return item;
            },
            request.Options);
        await request.Http.Response.WriteAsync(200, ToScale(changed, paths));
    }

    private static JsonObject ToScale(JsonObject item, ScalePaths paths)
    {
        var selector = paths.LabelSelector is null ? null : item.At(paths.LabelSelector.Trim('.').Split('.'));
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = item.NameOf(),
                ["namespace"] = item.NamespaceOf(),
                ["uid"] = item.UidOf(),
                ["resourceVersion"] = item.Text("metadata", "resourceVersion"),
                ["creationTimestamp"] = item.Text("metadata", "creationTimestamp"),
            },
            ["spec"] = new JsonObject { ["replicas"] = Count(item, paths.SpecReplicas) },
            ["status"] = new JsonObject
            {
                ["replicas"] = Count(item, paths.StatusReplicas),
                ["selector"] = selector is JsonObject labels ? LabelSelector.OfObject(labels).ToString() : selector?.ToString(),
            },
        };
    }

    private static long Count(JsonObject item, string path) => JsonPathExpression.TryParse(path)?.Find(item).FirstOrDefault().Number() ?? 0;
}
