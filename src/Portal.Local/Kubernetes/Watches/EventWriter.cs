using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Endpoints;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Storage;
using Portal.Local.Kubernetes.Tables;

namespace Portal.Local.Kubernetes.Watches;

/// <summary>Writes watch events, one JSON object per line, as objects or as table rows.</summary>
internal sealed class EventWriter(ApiRequest request, TimeProvider clock)
{
    private bool _hasSentColumns;

    public async Task SendAsync(string kind, StoredObject item, CancellationToken cancellationToken)
    {
        if (!request.WantsTable)
        {
            await SendRawAsync(kind, Representation.Bytes(request.Type, item), cancellationToken);
            return;
        }

        var writer = new TableWriter(request.Type, request.IncludeObject, clock.GetUtcNow());
        var shown = Representation.Of(request.Type, item.Parse());
        var meta = new JsonObject { ["resourceVersion"] = shown.Text("metadata", "resourceVersion") };
        var table = writer.Write([shown], meta, withColumns: !_hasSentColumns);
        _hasSentColumns = true;
        await SendRawAsync(kind, JsonText.Bytes(table), cancellationToken);
    }

    public Task SendBookmarkAsync(long version, bool endsState, CancellationToken cancellationToken)
    {
        var meta = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null };
        if (endsState)
        {
            meta["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        var item = request.WantsTable
            ? new TableWriter(request.Type, "None", clock.GetUtcNow()).Write([], meta, withColumns: false)
            : new JsonObject { ["kind"] = request.Type.Kind, ["apiVersion"] = request.Type.ApiVersion, ["metadata"] = meta };
        return SendRawAsync("BOOKMARK", JsonText.Bytes(item), cancellationToken);
    }

    public Task SendErrorAsync(ApiException error, CancellationToken cancellationToken) =>
        SendRawAsync("ERROR", JsonText.Bytes(error.ToStatus()), cancellationToken);

    public Task FlushAsync(CancellationToken cancellationToken) => request.Http.Response.Body.FlushAsync(cancellationToken);

    private async Task SendRawAsync(string kind, ReadOnlyMemory<byte> item, CancellationToken cancellationToken)
    {
        var body = request.Http.Response.Body;
        await body.WriteAsync(Encoding.ASCII.GetBytes($$"""{"type":"{{kind}}","object":"""), cancellationToken);
        await body.WriteAsync(item, cancellationToken);
        await body.WriteAsync("}\n"u8.ToArray(), cancellationToken);
    }
}
