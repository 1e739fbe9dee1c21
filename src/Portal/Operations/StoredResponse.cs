using Portal.Domain.Tenancy.Keys;

namespace Portal.Operations;

/// <summary>A stored answer, given again byte for byte.</summary>
/// <param name="Status">As it was.</param>
/// <param name="Location">As it was.</param>
/// <param name="Body">As it was; while it is stored with a <paramref name="Key"/>, encrypted.</param>
/// <param name="Key">The sealed key that opens the body; null for one without a secret.</param>
internal sealed record StoredResponse(int Status, string? Location, string? Body, Sealed? Key = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        if (Location is not null)
        {
            httpContext.Response.Headers.Location = Location;
        }

        if (Body is null)
        {
            return Task.CompletedTask;
        }

        httpContext.Response.ContentType = "application/json; charset=utf-8";
        return httpContext.Response.WriteAsync(Body, httpContext.RequestAborted);
    }
}
