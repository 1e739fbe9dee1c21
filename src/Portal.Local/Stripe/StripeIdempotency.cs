using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Portal.Local.Stripe;

/// <summary>
/// Idempotency keys as Stripe's API v1 treats them: the first answer is kept, whatever it was, and given again; the same key with other
/// parameters is an error; a key whose first request is still under way conflicts.
/// </summary>
internal sealed class StripeIdempotency(StripeStore store, TimeProvider time)
{
    /// <summary>A request that ended with the process is under way no more.</summary>
    public static void ForgetInterrupted(StripeStore store) => store.Change(data =>
    {
        foreach (var key in data.Keys.Where(item => item.Value!["status"] is null).Select(item => item.Key).ToList())
        {
            data.Keys.Remove(key);
        }

        return true;
    });

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0 || !HttpMethods.IsPost(context.Request.Method) || !context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        if (key.Length > 255)
        {
            throw new StripeRefusal(new(400, "idempotency_error", null, "Idempotency keys are at most 255 characters."));
        }

        var fingerprint = await FingerprintAsync(context.Request);
        if (Begin(key, fingerprint) is { } kept)
        {
            context.Response.StatusCode = kept["status"]!.GetValue<int>();
            context.Response.ContentType = "application/json";
            context.Response.Headers["Idempotent-Replayed"] = "true";
            await context.Response.WriteAsync(kept["body"]!.GetValue<string>(), context.RequestAborted);
            return;
        }

        await RunAsync(context, next, key);
    }

    private async Task RunAsync(HttpContext context, RequestDelegate next, string key)
    {
        var client = context.Response.Body;
        using var body = new MemoryStream();
        context.Response.Body = body;
        try
        {
            try
            {
                await next(context);
            }
            catch (StripeRefusal refusal)
            {
                await StripeGate.WriteAsync(context, refusal.Error);
            }

            Keep(key, context.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
        }
        catch
        {
            store.Change(data => data.Keys.Remove(key));
            throw;
        }
        finally
        {
            context.Response.Body = client;
        }

        body.Position = 0;
        await body.CopyToAsync(client, context.RequestAborted);
    }

    private JsonObject? Begin(string key, string fingerprint) => store.Change(data =>
    {
        if (data.Keys[key] is not JsonObject earlier)
        {
            data.Keys[key] = new JsonObject { ["fingerprint"] = fingerprint, ["created"] = time.GetUtcNow().ToUnixTimeSeconds() };
            return null;
        }

        if (earlier["fingerprint"]!.GetValue<string>() != fingerprint)
        {
            throw new StripeRefusal(new(400, "idempotency_error", null,
                $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request."));
        }

        return earlier["status"] is not null
            ? (JsonObject)earlier.DeepClone()
            : throw new StripeRefusal(new(409, "idempotency_error", "idempotency_key_in_use", "There is currently another in-progress request using this Idempotent Key."));
    });

    private void Keep(string key, int status, string body) => store.Change(data =>
    {
        data.Keys[key]!["status"] = status;
        data.Keys[key]!["body"] = body;
        return true;
    });

    private static async Task<string> FingerprintAsync(HttpRequest request)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(request.HttpContext.RequestAborted) : FormCollection.Empty;
        var parameters = form.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key}={item.Value}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Path}\n{string.Join('\n', parameters)}")));
    }
}
