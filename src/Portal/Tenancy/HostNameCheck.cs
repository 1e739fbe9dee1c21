namespace Portal.Tenancy;

/// <summary>
/// Answers a host name that cannot be read (an <c>xn--</c> label that encodes nothing, RFC 5891) like one that leads to nobody. Reading it is what
/// fails, so this comes before everything that does.
/// </summary>
internal sealed class HostNameCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => CanBeRead(context.Request) ? next(context) : UnknownHost.WriteAsync(context);

    private static bool CanBeRead(HttpRequest request)
    {
        try
        {
            return request.Host.Host is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
