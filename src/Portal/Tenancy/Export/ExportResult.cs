using System.Globalization;

namespace Portal.Tenancy.Export;

/// <summary>An archive as a file to keep: its length is known, so a transfer that breaks off is noticed.</summary>
internal sealed record ExportResult(ExportDownload Download, string Slug) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/zip";
        response.ContentLength = Download.Bytes;
        response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"{Slug}-{Download.CreatedAt:yyyyMMdd-HHmmss}.zip\"");
        response.Headers.CacheControl = "no-store";
        response.Headers.ETag = $"\"{Download.Digest}\"";
        return Download.CopyAsync(response.Body, httpContext.RequestAborted);
    }
}
