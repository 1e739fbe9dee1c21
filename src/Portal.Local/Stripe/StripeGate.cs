using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Portal.Local.Stripe;

/// <summary>In front of every API request: the key is checked, the version echoed, and refusals written in Stripe's shape.</summary>
internal sealed class StripeGate(string secretKey)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["Request-Id"] = StripeIds.New("req", 14);
        var version = context.Request.Headers["Stripe-Version"].ToString();
        context.Response.Headers["Stripe-Version"] = version.Length > 0 ? version : StripeEvents.ApiVersion;
        try
        {
            if (context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) && !Authorized(context.Request))
            {
                throw new StripeRefusal(new(401, "invalid_request_error", null, "Invalid API Key provided."));
            }

            await next(context);
        }
        catch (StripeRefusal refusal) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, refusal.Error);
        }
    }

    public static Task WriteAsync(HttpContext context, StripeError error)
    {
        context.Response.StatusCode = error.Status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(error.ToJson().ToJsonString(), context.RequestAborted);
    }

    private bool Authorized(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || header.Parameter is null)
        {
            return false;
        }

        // Basic authentication has the key as user name and no password.
        var key = header.Scheme == "Basic" ? Decode(header.Parameter).TrimEnd(':') : header.Parameter;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(secretKey));
    }

    private static string Decode(string base64)
    {
        var buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, buffer, out var length) ? Encoding.UTF8.GetString(buffer, 0, length) : "";
    }
}
