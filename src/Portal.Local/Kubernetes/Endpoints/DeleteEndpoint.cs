using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>delete and deletecollection.</summary>
internal sealed class DeleteEndpoint(ObjectDeletion deletion, ClusterStore store)
{
    public async Task DeleteAsync(ApiRequest request)
    {
        var options = DeleteRequest.From(await RequestBody.ReadAsync(request.Http.Request) as JsonObject, request.Query);
        var (item, gone) = deletion.Delete(request.Type, request.Namespace, request.Name, options);
        await request.Http.Response.WriteAsync(200, gone ? Success(request.Type, item) : Representation.Of(request.Type, item));
    }

    public async Task DeleteCollectionAsync(ApiRequest request)
    {
        var options = DeleteRequest.From(await RequestBody.ReadAsync(request.Http.Request) as JsonObject, request.Query);
        var page = ListPage.Read(store, request);
        foreach (var item in page.Items)
        {
            try
            {
                deletion.Delete(request.Type, item.Key.Namespace, item.Key.Name, options);
            }
            catch (Errors.ApiException error) when (error.Code == 404)
            {
                // Gone since the page was read: that is what was wanted.
            }
        }

        await request.Http.Response.WriteAsync(200, new JsonObject
        {
            ["kind"] = request.Type.ListKind,
            ["apiVersion"] = request.Type.ApiVersion,
            ["metadata"] = page.Meta(),
            ["items"] = new JsonArray([.. page.Items.Select(item => Representation.Of(request.Type, item.Parse()))]),
        });
    }

    private static JsonObject Success(ResourceType type, JsonObject item) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Success",
        ["details"] = new JsonObject { ["name"] = item.NameOf(), ["group"] = type.Group, ["kind"] = type.Plural, ["uid"] = item.UidOf() },
    };
}
