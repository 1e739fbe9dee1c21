using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins.Packages;

namespace Portal.Infrastructure.Plugins;

/// <summary>
/// Files of published packages. A package never changes under its digest, so what was unpacked is kept, the latest used few of them; it
/// passes the reader's checks again, since a database is not a place to trust blindly.
/// </summary>
public sealed class PackageFiles(PlatformDatabase database)
{
    private const int Most = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PluginPackage> _packages = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _recent = new();

    /// <returns>Null when there is no such package or no such file in it.</returns>
    public async Task<byte[]?> FindAsync(string digest, string path, CancellationToken cancellationToken)
    {
        var package = Known(digest) ?? await LoadAsync(digest, cancellationToken);
        return package?.Files.GetValueOrDefault(path);
    }

    private PluginPackage? Known(string digest)
    {
        lock (_lock)
        {
            if (!_packages.TryGetValue(digest, out var package))
            {
                return null;
            }

            _recent.Remove(digest);
            _recent.AddLast(digest);
            return package;
        }
    }

    private async Task<PluginPackage?> LoadAsync(string digest, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand("select content from portal.package where digest = $1");
        command.Parameters.Add(new() { Value = digest });
        if (await command.ExecuteScalarAsync(cancellationToken) is not byte[] content)
        {
            return null;
        }

        var read = PackageReader.Read(content);
        if (!read.Succeeded || read.Value.Digest.Value != digest)
        {
            throw new InvalidDataException($"The registry's package {digest} is not what it was when it was published.");
        }

        Keep(digest, read.Value);
        return read.Value;
    }

    private void Keep(string digest, PluginPackage package)
    {
        lock (_lock)
        {
            if (_packages.TryAdd(digest, package))
            {
                _recent.AddLast(digest);
            }

            while (_recent is { Count: > Most, First: { } oldest })
            {
                _packages.Remove(oldest.Value);
                _recent.RemoveFirst();
            }
        }
    }
}
