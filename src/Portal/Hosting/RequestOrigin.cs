namespace Portal.Hosting;

/// <summary>Whether a request comes from a page of the same host (Fetch standard, Origin and Sec-Fetch-Site). Programs send neither header.</summary>
internal static class RequestOrigin
{
    public static bool IsOwn(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        if (!string.IsNullOrEmpty(origin))
        {
            return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.ToUriComponent(), StringComparison.OrdinalIgnoreCase);
        }

        string? site = request.Headers["Sec-Fetch-Site"];
        return site is null or "same-origin" or "none";
    }
}
