using Portal.Domain.Tenancy;

namespace Portal.Tenancy.Limits;

/// <summary>
/// The first link of the chain: before the host is even looked up, an address has so much. What a signed-in principal asked is given back, so that a
/// company behind one address is not held to it. Signing in, signing up and opening circuits have stricter buckets.
/// </summary>
internal sealed class AddressLimiting(RequestDelegate next, AddressLimits limits)
{
    private const string Who = "This address";

    public async Task InvokeAsync(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        var path = context.Request.Path;
        if (path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var answer = limits.TakeRequest(address);
        if (answer.Allowed && HttpMethods.IsPost(context.Request.Method))
        {
            answer = Stricter(path.Value ?? "", address) ?? answer;
        }

        if (!answer.Allowed)
        {
            await LimitedAnswer.WriteAsync(context, RateLimited.After(Who, answer.RetryAfter));
            return;
        }

        await next(context);
        if (context.User.Identity is { IsAuthenticated: true })
        {
            limits.GiveBackRequest(address);
        }
    }

    private RateAnswer? Stricter(string path, System.Net.IPAddress? address) => path.TrimEnd('/') switch
    {
        "/api/v1/sessions" or "/sign-in" => limits.TakeSignIn(address),
        "/api/v1/tenants" or "/sign-up" => limits.TakeSignUp(address),
        "/_blazor/negotiate" => limits.TakeCircuit(address),
        _ => null,
    };
}
