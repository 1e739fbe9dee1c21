using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

/// <summary>Reads the events of a watch one by one, with a deadline for each.</summary>
internal sealed class WatchReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The next event, or null when the server ended the watch.</summary>
    public async Task<JsonObject?> NextAsync()
    {
        var line = await lines.ReadLineAsync().WaitAsync(Patience);
        return line is null ? null : (JsonObject)JsonNode.Parse(line)!;
    }

    /// <summary>The next event as <c>ADDED name</c>.</summary>
    public async Task<string?> NextLineAsync() =>
        await NextAsync() is { } item ? $"{item.Text("type")} {item.Text("object", "metadata", "name")}".Trim() : null;

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
