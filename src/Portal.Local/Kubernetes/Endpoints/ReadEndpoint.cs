using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Storage;
using Portal.Local.Kubernetes.Tables;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>get and list.</summary>
internal sealed class ReadEndpoint(ClusterStore store, TimeProvider clock)
{
    public async Task GetAsync(ApiRequest request)
    {
        var type = request.Type;
        var key = new ObjectKey(type.Collection, request.Namespace, request.Name);
        var item = store.Get(key) ?? throw ApiErrors.NotFound(type, request.Name);
        if (request.WantsTable)
        {
            var shown = Representation.Of(type, item.Parse());
            var meta = new JsonObject { ["resourceVersion"] = shown.Text("metadata", "resourceVersion") };
            await request.Http.Response.WriteAsync(200, new TableWriter(type, request.IncludeObject, clock.GetUtcNow()).Write([shown], meta));
            return;
        }

        var response = request.Http.Response;
        response.ContentType = "application/json";
        await response.Body.WriteAsync(Representation.Bytes(type, item), request.Http.RequestAborted);
    }

    public async Task ListAsync(ApiRequest request)
    {
        var page = ListPage.Read(store, request);
        if (request.WantsTable)
        {
            var writer = new TableWriter(request.Type, request.IncludeObject, clock.GetUtcNow());
            var rows = page.Items.Select(item => Representation.Of(request.Type, item.Parse()));
            await request.Http.Response.WriteAsync(200, writer.Write(rows, page.Meta()));
            return;
        }

        await WriteListAsync(request, page);
    }

    /// <summary>Copies the kept bytes: a list costs no serialization.</summary>
    private static async Task WriteListAsync(ApiRequest request, ListPage page)
    {
        var response = request.Http.Response;
        var cancellation = request.Http.RequestAborted;
        response.ContentType = "application/json";
        var head = $$"""{"kind":"{{request.Type.ListKind}}","apiVersion":"{{request.Type.ApiVersion}}","metadata":{{page.Meta().ToJsonString()}},"items":[""";
        await response.WriteAsync(head, cancellation);
        var isFirst = true;
        foreach (var item in page.Items)
        {
            if (!isFirst)
            {
                await response.Body.WriteAsync(","u8.ToArray(), cancellation);
            }

            isFirst = false;
            await response.Body.WriteAsync(Representation.Bytes(request.Type, item), cancellation);
        }

        await response.WriteAsync("]}", cancellation);
    }
}
