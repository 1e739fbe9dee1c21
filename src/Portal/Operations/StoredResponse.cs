namespace Portal.Operations;

/// <summary>A stored answer, given again byte for byte.</summary>
internal sealed record StoredResponse(int Status, string? Location, string? Body) : IResult
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
