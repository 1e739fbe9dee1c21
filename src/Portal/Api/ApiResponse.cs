namespace Portal.Api;

/// <summary>A success, before it is written: so that an idempotent route can store it and give it again.</summary>
/// <param name="Status">200, 201, 202 or 204.</param>
/// <param name="Body">Written as JSON; null for none.</param>
/// <param name="Location">The address of what was made.</param>
internal sealed record ApiResponse(int Status, object? Body, string? Location = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        if (Location is not null)
        {
            httpContext.Response.Headers.Location = Location;
        }

        return Body is null ? Task.CompletedTask : httpContext.Response.WriteAsJsonAsync(Body, Body.GetType(), httpContext.RequestAborted);
    }
}
