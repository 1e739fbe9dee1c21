namespace Portal.Audit;

/// <summary>A log as a file to keep.</summary>
internal sealed record AuditDownloadResult(AuditDownload Download, string Slug) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = Download.Format == "csv" ? "text/csv; charset=utf-8" : "application/jsonl";
        response.Headers.ContentDisposition = $"attachment; filename=\"{Slug}-audit.{Download.Format}\"";
        response.Headers.CacheControl = "no-store";
        return Download.CopyAsync(response.Body, httpContext.RequestAborted);
    }
}
