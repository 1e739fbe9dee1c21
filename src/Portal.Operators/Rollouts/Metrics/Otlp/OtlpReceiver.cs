using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Portal.Operators.Rollouts.Metrics.Otlp;

/// <summary>OTLP/HTTP's <c>POST /v1/metrics</c>, protobuf and JSON, for whoever has the token.</summary>
internal sealed class OtlpReceiver(OtlpMetrics metrics, string token)
{
    private const int LargestBody = 8 * 1024 * 1024;

    public async Task TakeAsync(HttpContext context)
    {
        if (!IsAllowed(context.Request.Headers.Authorization.ToString()))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var isJson = context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;
        if (!isJson && context.Request.ContentType?.StartsWith("application/x-protobuf", StringComparison.OrdinalIgnoreCase) != true)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        if (await BodyAsync(context) is not { } body)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        try
        {
            metrics.Take(isJson ? OtlpJson.Read(JsonNode.Parse(body)) : OtlpProtobuf.Read(body));
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        // An empty ExportMetricsServiceResponse: nothing was refused.
        context.Response.ContentType = isJson ? "application/json" : "application/x-protobuf";
        await context.Response.Body.WriteAsync(isJson ? "{}"u8.ToArray() : [], context.RequestAborted);
    }

    private bool IsAllowed(string authorization) => token.Length > 0
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(authorization)), SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}")));

    private static async Task<byte[]?> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            if (body.Length + read > LargestBody)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
