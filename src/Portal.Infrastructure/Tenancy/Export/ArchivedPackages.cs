using Portal.Domain;
using Portal.Domain.Billing;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>
/// Sees to it that the registry has an archive's packages. An archive comes from a tenant, the registry is everybody's: what is new to it is taken in only
/// where whoever imports says so, and through the same gate as everything that is published.
/// </summary>
public sealed class ArchivedPackages(PluginRegistry registry)
{
    internal async Task<int> RestoreAsync(TenantUnitOfWork work, TenantArchive archive, bool publish, CancellationToken cancellationToken)
    {
        var missing = new List<ArchivePackageFile>();
        foreach (var package in archive.Manifest.Packages)
        {
            if (!await IsThereAsync(work, package, cancellationToken))
            {
                missing.Add(package);
            }
        }

        if (missing.Count > 0 && !publish)
        {
            throw new ArchiveRefusedException("packages-missing",
                $"This deployment's registry lacks {string.Join(", ", missing.Take(10).Select(package => $"{package.Plugin} {package.Version}"))}{(missing.Count > 10 ? " and others" : "")}. "
                + "Publish them, or take them out of the archive with --publish-packages: they are then listed for every tenant here.");
        }

        foreach (var file in missing.OrderBy(package => package.Plugin, StringComparer.Ordinal).ThenBy(package => PluginVersion.Parse(package.Version)))
        {
            await PublishAsync(work, archive, file, cancellationToken);
        }

        return missing.Count;
    }

    private async Task PublishAsync(TenantUnitOfWork work, TenantArchive archive, ArchivePackageFile file, CancellationToken cancellationToken)
    {
        var share = file.Publisher.ShareBasisPoints is >= 0 and <= 10_000
            ? new BasisPoints(file.Publisher.ShareBasisPoints)
            : throw new ArchiveRefusedException("manifest", $"The share of the publisher {FieldText.Excerpt(file.Publisher.Slug)} is not between 0 and 10000 basis points.");
        await PublisherDirectory.EnsureAsync(work, file.Publisher.Slug, file.Publisher.Name, share, cancellationToken);
        var published = await registry.PublishAsync(work, await archive.PackageAsync(file, cancellationToken), cancellationToken);
        if (!published.Succeeded)
        {
            throw new ArchiveRefusedException("package", $"{file.Plugin} {file.Version}: {published.Error!.Detail}");
        }
    }

    private static async Task<bool> IsThereAsync(TenantUnitOfWork work, ArchivePackageFile package, CancellationToken cancellationToken)
    {
        await using var find = work.Command(
            "select exists (select from portal.plugin_version v join portal.plugin p on p.id = v.plugin_id where p.key = $1 and v.version = $2 and v.digest = $3)");
        find.Parameters.Add(new() { Value = package.Plugin });
        find.Parameters.Add(new() { Value = package.Version });
        find.Parameters.Add(new() { Value = package.Digest });
        return await find.ExecuteScalarAsync(cancellationToken) is true;
    }
}
