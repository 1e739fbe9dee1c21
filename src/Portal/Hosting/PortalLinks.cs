using Microsoft.Extensions.Options;

namespace Portal.Hosting;

/// <summary>Writes addresses as people see them.</summary>
internal sealed class PortalLinks(IOptions<PortalOptions> options)
{
    private string Port => (options.Value.PublicScheme, options.Value.PublicPort) is ("http", 80) or ("https", 443) ? "" : $":{options.Value.PublicPort}";

    /// <summary>The public pages.</summary>
    public string Root => $"{options.Value.PublicScheme}://{options.Value.BaseHost}{Port}";

    /// <summary>A tenant's own address, without a slash at the end.</summary>
    public string Tenant(string slug) => $"{options.Value.PublicScheme}://{slug}.{options.Value.BaseHost}{Port}";
}
