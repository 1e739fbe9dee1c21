using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Patching;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>create, update and patch.</summary>
internal sealed class WriteEndpoint(ObjectRegistry registry, ClusterStore store, TimeProvider clock)
{
    private const string AcceptedPatches =
        "application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml";

    public async Task CreateAsync(ApiRequest request)
    {
        var body = Representation.Kept(request.Type, await RequestBody.ReadObjectAsync(request.Http.Request));
        var created = registry.Create(request.Type, request.Namespace, body, request.Options);
        await request.Http.Response.WriteAsync(201, Representation.Of(request.Type, created));
    }

    public async Task UpdateAsync(ApiRequest request)
    {
        var body = Representation.Kept(request.Type, await RequestBody.ReadObjectAsync(request.Http.Request));
        var updated = registry.Update(request.Type, request.Namespace, request.Name, request.Path.Subresource, body, request.Options);
        await request.Http.Response.WriteAsync(200, Representation.Of(request.Type, updated));
    }

    public async Task PatchAsync(ApiRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Http.Request) ?? throw ApiErrors.BadRequest("a patch needs a body");
        var kind = (request.Http.Request.ContentType ?? "").Split(';')[0].Trim();
        if (kind == "application/apply-patch+yaml")
        {
            await ApplyAsync(request, AsObject(body));
            return;
        }

        Func<JsonObject, JsonObject> change = kind switch
        {
            "application/json-patch+json" => item =>
                JsonPatch.Apply(item, body as JsonArray ?? throw ApiErrors.BadRequest("a JSON patch is an array of operations")),
            "application/merge-patch+json" => item => (JsonObject)MergePatch.Apply(item, AsObject(body))!,
            "application/strategic-merge-patch+json" when !request.Type.IsCustom => item => new StrategicMergePatch(request.Type).Apply(item, AsObject(body)),
            _ => throw ApiErrors.UnsupportedMediaType(AcceptedPatches),
        };
        var patched = registry.Modify(request.Type, request.Namespace, request.Name, request.Path.Subresource, In(request.Type, change), request.Options);
        await request.Http.Response.WriteAsync(200, Representation.Of(request.Type, patched));
    }

    private async Task ApplyAsync(ApiRequest request, JsonObject applied)
    {
        var options = request.Options with { IsApply = true };
        if (request.Query("fieldManager") is null)
        {
            throw ApiErrors.BadRequest("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        }

        var (result, created) = ApplyOnce(request, applied, options);
        await request.Http.Response.WriteAsync(created ? 201 : 200, Representation.Of(request.Type, result));
    }

    private (JsonObject Result, bool Created) ApplyOnce(ApiRequest request, JsonObject applied, WriteOptions options)
    {
        var (type, subresource) = (request.Type, request.Path.Subresource);
        var apply = new ServerSideApply(type, subresource, options, clock.GetUtcNow());
        lock (store.Gate)
        {
            Incoming.Check(type, request.Namespace, applied);
            var exists = store.Get(new ObjectKey(type.Collection, request.Namespace, request.Name)) is not null;
            if (exists)
            {
                return (registry.Modify(type, request.Namespace, request.Name, subresource, item => apply.Apply(item, applied), options), false);
            }

            if (subresource is not null)
            {
                throw ApiErrors.NotFound(type, request.Name);
            }

            request.Require("create");
            var fresh = apply.Apply([], applied);
            fresh["metadata"]!["name"] = request.Name;
            return (registry.Create(type, request.Namespace, fresh, options), true);
        }
    }

    /// <summary>A patch speaks of the version in its path, the registry of the one that is kept.</summary>
    private static Func<JsonObject, JsonObject> In(ResourceType type, Func<JsonObject, JsonObject> change) =>
        item => Representation.Kept(type, change(Representation.Of(type, item)));

    private static JsonObject AsObject(JsonNode body) => body as JsonObject ?? throw ApiErrors.BadRequest("the patch must be an object");
}
