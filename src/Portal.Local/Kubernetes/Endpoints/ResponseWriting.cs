using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>Answers with JSON.</summary>
internal static class ResponseWriting
{
    public static async Task WriteAsync(this HttpResponse response, int code, JsonNode body, string contentType = "application/json")
    {
        var bytes = JsonText.Bytes(body);
        response.StatusCode = code;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
    }

    public static async Task WriteTextAsync(this HttpResponse response, int code, string contentType, string text)
    {
        response.StatusCode = code;
        response.ContentType = contentType;
        await response.WriteAsync(text, response.HttpContext.RequestAborted);
    }

    public static async Task WriteErrorAsync(this HttpResponse response, ApiException error)
    {
        if (response.HasStarted)
        {
            return;
        }

        if (error.Code == 401)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        await response.WriteAsync(error.Code, error.ToStatus());
    }
}
