using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Local.Kubernetes.Objects;

/// <summary>Between bytes and nodes.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A doubled property would surface later, at the first look into the node: refuse it while it is still a bad request.
    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false, MaxDepth = 128 };

    public static byte[] Bytes(JsonNode node)
    {
        using var stream = new MemoryStream(1024);
        using (var writer = new Utf8JsonWriter(stream, Writing))
        {
            node.WriteTo(writer);
        }

        return stream.ToArray();
    }

    public static JsonNode? Parse(ReadOnlySpan<byte> json) => JsonNode.Parse(json, documentOptions: Reading);
}
