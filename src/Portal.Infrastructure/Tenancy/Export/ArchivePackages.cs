using System.IO.Compression;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>The packages of every version that the tenant runs or ever rolled out.</summary>
internal static class ArchivePackages
{
    private const string Used =
        """
        select distinct v.digest, p.key, v.version, c.size, b.slug, b.name, b.share_basis_points
        from (
            select i.plugin_id, i.version from installation i where i.tenant_id = $1
            union select r.plugin_id, r.from_version from rollout r where r.tenant_id = $1
            union select r.plugin_id, r.to_version from rollout r where r.tenant_id = $1) u
        join portal.plugin_version v on v.plugin_id = u.plugin_id and v.version = u.version
        join portal.package c on c.digest = v.digest
        join portal.plugin p on p.id = v.plugin_id
        join portal.publisher b on b.id = p.publisher_id
        order by v.digest
        """;

    public static async Task<IReadOnlyList<ArchivePackageFile>> WriteAsync(TenantUnitOfWork snapshot, ZipArchive archive, CancellationToken cancellationToken)
    {
        var packages = await ListAsync(snapshot, cancellationToken);
        foreach (var package in packages)
        {
            // One at a time: a package has 20 MiB at most. It is a ZIP itself, so nothing is gained by packing it again.
            await using var select = snapshot.Command("select content from portal.package where digest = $1");
            select.Parameters.Add(new() { Value = package.Digest });
            var bytes = (byte[])(await select.ExecuteScalarAsync(cancellationToken))!;
            await using var content = await TenantArchiveWriter.OpenAsync(archive, ArchiveLayout.Package(package.Digest), CompressionLevel.NoCompression, cancellationToken);
            await content.WriteAsync(bytes, cancellationToken);
        }

        return packages;
    }

    private static async Task<List<ArchivePackageFile>> ListAsync(TenantUnitOfWork snapshot, CancellationToken cancellationToken)
    {
        await using var select = snapshot.Command(Used);
        select.Parameters.Add(new() { Value = snapshot.Tenant.Value });
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var packages = new List<ArchivePackageFile>();
        while (await reader.ReadAsync(cancellationToken))
        {
            packages.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3),
                new(reader.GetString(4), reader.GetString(5), reader.GetInt32(6))));
        }

        return packages;
    }
}
