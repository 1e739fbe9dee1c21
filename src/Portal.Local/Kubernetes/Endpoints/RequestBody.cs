using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Local.Kubernetes.Endpoints.Protobuf;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>Reads the body of a request: JSON, or YAML where the content type says so.</summary>
internal static class RequestBody
{
    private const string Accepted = "application/json, application/yaml";

    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request)
    {
        if (request.ContentType is { } type && !type.Contains("json", StringComparison.Ordinal) && !type.Contains("yaml", StringComparison.Ordinal) && !IsProtobuf(request))
        {
            throw ApiErrors.UnsupportedMediaType(Accepted);
        }

        return await ReadAsync(request) as JsonObject ?? throw ApiErrors.BadRequest("the body of the request must be an object");
    }

    /// <summary>Null when there is no body.</summary>
    public static async Task<JsonNode?> ReadAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (bytes.Length == 0)
        {
            return null;
        }

        try
        {
            if (IsProtobuf(request))
            {
                return ProtobufBody.Parse(bytes.Span);
            }

            var isYaml = request.ContentType?.Contains("yaml", StringComparison.Ordinal) is true && bytes.Span[0] is not ((byte)'{' or (byte)'[');
            return isYaml ? YamlText.Parse(bytes.Span) : JsonText.Parse(bytes.Span);
        }
        catch (JsonException exception)
        {
            throw ApiErrors.BadRequest($"couldn't decode the body: {exception.Message}");
        }
    }

    private static bool IsProtobuf(HttpRequest request) => request.ContentType?.StartsWith(ProtobufBody.ContentType, StringComparison.Ordinal) is true;
}
