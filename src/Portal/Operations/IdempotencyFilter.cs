using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Portal.Access;
using Portal.Api;

namespace Portal.Operations;

/// <summary>
/// One effect a key (IETF draft-ietf-httpapi-idempotency-key-header): 400 without a key, 409 while the first is under way, 422 for another body,
/// otherwise the first answer again. The key belongs to the tenant, the principal and the route.
/// </summary>
internal sealed class IdempotencyFilter(IdempotencyKeys keys, IOptions<JsonOptions> json) : IEndpointFilter
{
    private const string Header = "Idempotency-Key";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        string? key = http.Request.Headers[Header];
        if (string.IsNullOrWhiteSpace(key) || key.Length > 255)
        {
            return ProblemMapper.ToResult(new IdempotencyKeyMissing(), http);
        }

        var claim = new IdempotencyClaim(http.Caller(), $"{http.Request.Method} {http.Request.Path}", key, Fingerprint(context));
        var earlier = await keys.BeginAsync(claim, http.RequestAborted);
        if (!earlier.Succeeded)
        {
            return ProblemMapper.ToResult(earlier.Error!, http);
        }

        if (earlier.Value is { } stored)
        {
            http.Response.Headers["Idempotency-Replayed"] = "true";
            return stored;
        }

        var completed = false;
        try
        {
            var result = await next(context);
            if (result is ApiResponse response)
            {
                var body = response.ShownOnce || response.Body is null ? null : JsonSerializer.Serialize(response.Body, response.Body.GetType(), json.Value.SerializerOptions);
                await keys.CompleteAsync(claim, response.Status, response.Location, body, CancellationToken.None);
                completed = true;
            }

            return result;
        }
        finally
        {
            if (!completed)
            {
                // A refusal or a fault had no effect: the same key may be tried again.
                await keys.ForgetAsync(claim, CancellationToken.None);
            }
        }
    }

    private byte[] Fingerprint(EndpointFilterInvocationContext context)
    {
        var body = context.Arguments.FirstOrDefault(a => a?.GetType().Name.EndsWith("Request", StringComparison.Ordinal) == true && a is not HttpRequest);
        var text = body is null ? "" : JsonSerializer.Serialize(body, body.GetType(), json.Value.SerializerOptions);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }
}
