using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Plugins;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Marketplace;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Plugins.Packages;

namespace Portal.Plugins;

/// <summary>
/// A plugin's own pages, out of its package. They are shown in a sandboxed frame, whose origin is opaque: no cookie of ours travels with their requests,
/// so their address itself carries who may read them and until when.
/// </summary>
internal sealed class PluginUi(IDataProtectionProvider protection, TenantUnitOfWorks units, PackageFiles files)
{
    private static readonly TimeSpan Readable = TimeSpan.FromHours(12);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Portal.Plugins.PluginUi").ToTimeLimitedDataProtector();

    /// <summary>The address of a version's first page on the tenant's host.</summary>
    public string Address(TenantId tenant, string pluginKey, string version) =>
        $"/plugin-ui/{_protector.Protect($"{tenant.Value:N}/{pluginKey}/{version}", Readable)}/";

    /// <summary>A file of the version that the address speaks of; null when it is not this tenant's, has run out, is not
    /// installed or paid for any more, or has no such file.</summary>
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

        var release = await RunningAsync(tenant, key, version, cancellationToken);
        if (release is null)
        {
            return null;
        }

        var entry = ManifestJson.Read(release.Manifest).UiEntry;
        var wanted = path.Length == 0 ? entry : entry[..(entry.LastIndexOf('/') + 1)] + path;
        return UiContentTypes.Of(wanted) is { } type && await files.FindAsync(release.Digest, wanted, cancellationToken) is { } bytes ? new(bytes, type) : null;
    }

    // An address outlives an uninstallation or a refund; what it shows does not.
    private async Task<PluginVersionRow?> RunningAsync(TenantId tenant, string key, string version, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(tenant, cancellationToken);
        return await (
            from plugin in work.Db.Set<PluginRow>().AsNoTracking().Where(p => p.Key == key)
            join listing in work.Db.Set<ListingRow>() on plugin.Id equals listing.PluginId
            join release in work.Db.Set<PluginVersionRow>() on plugin.Id equals release.PluginId
            where release.Version == version
                && work.Db.Set<InstallationRow>().Any(i => i.PluginId == plugin.Id && i.State != InstallationState.Removed && i.Version != null)
                && (listing.PriceMinor == null || work.Db.Set<EntitlementRow>().Any(e => e.PluginId == plugin.Id && e.RevokedAt == null))
            select release).SingleOrDefaultAsync(cancellationToken);
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
