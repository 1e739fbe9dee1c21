using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Plugins.Packages;

namespace Portal.Plugins;

/// <summary>
/// A plugin's own pages, out of its package. They are shown in a sandboxed frame, whose origin is opaque: no cookie of ours travels with their requests,
/// so their address itself carries who may read them and until when.
/// </summary>
internal sealed class PluginUi(IDataProtectionProvider protection, TenantUnitOfWorks units)
{
    private static readonly TimeSpan Readable = TimeSpan.FromHours(12);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Portal.Plugins.PluginUi").ToTimeLimitedDataProtector();

    /// <summary>The address of a version's first page on the tenant's host.</summary>
    public string Address(TenantId tenant, string pluginKey, string version) =>
        $"/plugin-ui/{_protector.Protect($"{tenant.Value:N}/{pluginKey}/{version}", Readable)}/";

    /// <summary>A file of the version that the address speaks of; null when it is not this tenant's, has run out, or there is no such file.</summary>
    /// <param name="tenant">The tenant that the host names.</param>
    /// <param name="token">From <see cref="Address"/>.</param>
    /// <param name="path">Below the folder of the first page; empty for the first page itself.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<PluginUiFile?> FindAsync(TenantId tenant, string token, string path, CancellationToken cancellationToken)
    {
        if (Read(token) is not [var owner, var key, var version] || owner != tenant.Value.ToString("N"))
        {
            return null;
        }

        await using var work = await units.BeginAsync(tenant, cancellationToken);
        var content = await (
            from plugin in work.Db.Set<PluginRow>().AsNoTracking().Where(p => p.Key == key)
            join release in work.Db.Set<PluginVersionRow>() on plugin.Id equals release.PluginId
            join stored in work.Db.Set<PackageRow>() on release.Digest equals stored.Digest
            where release.Version == version
            select stored.Content).SingleOrDefaultAsync(cancellationToken);
        if (content is null || PackageReader.Read(content) is not { Succeeded: true } package)
        {
            return null;
        }

        var entry = package.Value.Manifest.UiEntry;
        var wanted = path.Length == 0 ? entry : entry[..(entry.LastIndexOf('/') + 1)] + path;
        return package.Value.Files.TryGetValue(wanted, out var bytes) && UiContentTypes.Of(wanted) is { } type ? new(bytes, type) : null;
    }

    private string[] Read(string token)
    {
        try
        {
            return _protector.Unprotect(token).Split('/');
        }
        catch (CryptographicException)
        {
            // Forged, from another deployment, or too old.
            return [];
        }
    }
}
