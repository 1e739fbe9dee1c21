using System.Text.Json;
using Portal.Domain;
using Portal.Domain.Plugins;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Plugins.Packages;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>An archive whose structure and manifest hold together; its content is checked by <see cref="ArchiveVerification"/>.</summary>
internal sealed class TenantArchive : IDisposable
{
    private readonly ArchiveContainer _container;

    private TenantArchive(ArchiveContainer container, ArchiveManifest manifest, TenantId tenant) => (_container, Manifest, Tenant) = (container, manifest, tenant);

    public ArchiveManifest Manifest { get; }

    public TenantId Tenant { get; }

    /// <exception cref="ArchiveRefusedException">It is no archive of ours, or not a whole one.</exception>
    public static async Task<TenantArchive> OpenAsync(Stream file, CancellationToken cancellationToken)
    {
        var container = ArchiveContainer.Open(file);
        try
        {
            var manifest = Parse(await container.ReadAllAsync(ArchiveLayout.Manifest, ArchiveLimits.ManifestBytes, cancellationToken));
            if (!TenantId.TryParse(manifest.Tenant.Id, out var tenant) || tenant.Value == Guid.Empty)
            {
                throw Faulty($"the tenant's id \"{FieldText.Excerpt(manifest.Tenant.Id)}\" is none");
            }

            CheckParts(container, manifest);
            return new(container, manifest, tenant);
        }
        catch
        {
            container.Dispose();
            throw;
        }
    }

    /// <summary>The rows of a table, one line of JSON each; compared with the manifest as they are read.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> RowsAsync(ArchiveTableFile file, CancellationToken cancellationToken) =>
        new ArchiveLines(_container, file).ReadAsync(cancellationToken);

    /// <summary>A package, through the same checks as one that is published.</summary>
    public async Task<PluginPackage> PackageAsync(ArchivePackageFile file, CancellationToken cancellationToken)
    {
        var path = ArchiveLayout.Package(file.Digest);
        var read = PackageReader.Read(await _container.ReadAllAsync(path, PackageLimits.Standard.ArchiveBytes, cancellationToken));
        if (!read.Succeeded)
        {
            throw new ArchiveRefusedException("package", $"{path}: {read.Error!.Detail}");
        }

        var (manifest, digest) = (read.Value.Manifest, read.Value.Digest.Value);
        return digest == file.Digest && manifest.Id.Value == file.Plugin && manifest.Version.ToString() == file.Version && manifest.Publisher == file.Publisher.Slug
            ? read.Value
            : throw new ArchiveRefusedException("package", $"{path} is {manifest.Id.Value} {manifest.Version} with the digest {digest}, not what the manifest says.");
    }

    public void Dispose() => _container.Dispose();

    private static ArchiveManifest Parse(byte[] json)
    {
        try
        {
            // The format first: what else is in a newer one is not ours to judge.
            using (var document = JsonDocument.Parse(json))
            {
                var format = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("format", out var value) && value.TryGetInt32(out var number) ? number : 0;
                if (format != ArchiveLayout.Format)
                {
                    throw new ArchiveRefusedException("format", format > ArchiveLayout.Format
                        ? $"The archive has format {format}; this version reads up to {ArchiveLayout.Format}. Import it with the version that wrote it, or a newer one."
                        : $"The manifest names no format that there ever was; this version reads {ArchiveLayout.Format}.");
                }
            }

            return JsonSerializer.Deserialize<ArchiveManifest>(json, ArchiveJson.Options) ?? throw Faulty("it is empty");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw Faulty(FieldText.Excerpt(fault.Message));
        }
    }

    private static void CheckParts(ArchiveContainer container, ArchiveManifest manifest)
    {
        if (manifest.Packages.FirstOrDefault(package => !Digest.TryParse(package.Digest, out _)) is { } faulty)
        {
            throw Faulty($"\"{FieldText.Excerpt(faulty.Digest)}\" is not a digest");
        }

        var named = manifest.Tables.Select(table => ArchiveLayout.Table(table.Table)).Concat(manifest.Packages.Select(package => ArchiveLayout.Package(package.Digest)))
            .Append(ArchiveLayout.Manifest).ToList();
        if (named.GroupBy(path => path, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Faulty($"it names {FieldText.Excerpt(twice.Key)} twice");
        }

        var missing = named.Except(container.Paths, StringComparer.Ordinal).FirstOrDefault();
        var strange = container.Paths.Except(named, StringComparer.Ordinal).FirstOrDefault();
        if (missing is not null || strange is not null)
        {
            throw new ArchiveRefusedException("missing", missing is not null ? $"The archive has no {FieldText.Excerpt(missing)}, which its manifest names." : $"The manifest does not name {strange}.");
        }
    }

    private static ArchiveRefusedException Faulty(string fault) => new("manifest", $"{ArchiveLayout.Manifest} cannot be used: {fault}.");
}
