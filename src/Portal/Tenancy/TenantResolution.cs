using Microsoft.Extensions.Options;
using Portal.Domain.Tenancy;
using Portal.Hosting;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

/// <summary>
/// Host name to tenant: one label below the base host, or a domain that the tenant proved. An unknown host gets a plain 404 that says nothing of who is here.
/// Whether the tenant is served is <see cref="TenantGate"/>'s to decide, once it is known who asks.
/// </summary>
internal sealed class TenantResolution(RequestDelegate next, TenantDirectory directory, KnownTenants known, IOptions<PortalOptions> options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var host = context.Request.Host.Host.TrimEnd('.');
        if (IsRoot(host))
        {
            await next(context);
            return;
        }

        var tenant = await FindAsync(host, context.RequestAborted);
        if (tenant is null or { State: TenantState.Deleted })
        {
            await UnknownHost.WriteAsync(context);
            return;
        }

        context.Features.Set(new TenantFeature(tenant));
        await next(context);
    }

    private bool IsRoot(string host) => string.Equals(host, options.Value.BaseHost, StringComparison.OrdinalIgnoreCase)
        || (options.Value.BaseHost == "localhost" && host is "127.0.0.1" or "[::1]");

    private async Task<TenantInfo?> FindAsync(string host, CancellationToken cancellationToken)
    {
#pragma warning disable CA1308 // Host names are case-insensitive and written in lower case (RFC 4343); slugs are lower case.
        var name = host.ToLowerInvariant();
#pragma warning restore CA1308
        var suffix = "." + options.Value.BaseHost;
        if (!name.EndsWith(suffix, StringComparison.Ordinal))
        {
            // Domains have a dot and slugs have none, so the two are remembered side by side. What is read from a request is in Unicode, what a tenant
            // proved is in punycode.
            return HostName.Normalize(name) is { } domain && domain.Contains('.', StringComparison.Ordinal)
                ? known.Find(domain) ?? known.Keep(domain, await directory.FindByDomainAsync(domain, cancellationToken))
                : null;
        }

        var parsed = Slug.Parse(name[..^suffix.Length]);
        if (!parsed.Succeeded)
        {
            return null;
        }

        var slug = parsed.Value.Value;
        return known.Find(slug) ?? known.Keep(slug, await directory.FindBySlugAsync(slug, cancellationToken));
    }
}
