using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Portal.Tenancy.Export;

/// <summary>An archive as a file to keep. One that broke off can be gone on with (RFC 9110 section 14), as long as it is the same archive: its digest is the tag.</summary>
internal sealed record ExportResult(ExportDownload Download, string Slug) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "no-store";
        var name = string.Create(CultureInfo.InvariantCulture, $"{Slug}-{Download.CreatedAt:yyyyMMdd-HHmmss}.zip");
        return Results.Stream(Download.Content, "application/zip", name, entityTag: new EntityTagHeaderValue($"\"{Download.Digest}\""), enableRangeProcessing: true).ExecuteAsync(httpContext);
    }
}
