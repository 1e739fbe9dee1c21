using Npgsql;
using Portal.Domain;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Marketplace;
using Portal.Infrastructure.Plugins.Packages;

namespace Portal.Infrastructure.Plugins;

/// <summary>Takes packages into the registry. A version, once published, never changes; publishing the same bytes again is no news.</summary>
public sealed class PluginRegistry(PlatformDatabase database, TimeProvider time)
{
    public async Task<Result<PublishedVersion>> PublishAsync(PluginPackage package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var published = await PublishAsync(connection, package, cancellationToken);
        if (published.Succeeded)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return published;
    }

    /// <summary>Within a unit of work begun as platform: the version is there when that commits.</summary>
    public Task<Result<PublishedVersion>> PublishAsync(TenantUnitOfWork work, PluginPackage package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(package);
        return PublishAsync(work.Connection, package, cancellationToken);
    }

    private async Task<Result<PublishedVersion>> PublishAsync(NpgsqlConnection connection, PluginPackage package, CancellationToken cancellationToken)
    {
        var plugin = await ClaimPluginAsync(connection, package.Manifest, cancellationToken);
        if (!plugin.Succeeded)
        {
            return plugin.Error!;
        }

        var isNew = await InsertVersionAsync(connection, plugin.Value, package, cancellationToken);
        if (!isNew && await DigestAsync(connection, plugin.Value, package.Manifest.Version, cancellationToken) != package.Digest.Value)
        {
            return new VersionTaken(package.Manifest.Id.Value, package.Manifest.Version.ToString());
        }

        if (isNew)
        {
            await ListingWriter.FollowAsync(connection, plugin.Value, package.Manifest, Now, cancellationToken);
        }

        return new PublishedVersion(plugin.Value, package.Manifest.Version, package.Digest, isNew);
    }

    private DateTimeOffset Now => PostgresClock.Now(time);

    private async Task<Result<PluginId>> ClaimPluginAsync(NpgsqlConnection connection, PluginManifest manifest, CancellationToken cancellationToken)
    {
        await using var find = new NpgsqlCommand("select id from portal.publisher where slug = $1", connection) { Parameters = { new() { Value = manifest.Publisher } } };
        if (await find.ExecuteScalarAsync(cancellationToken) is not Guid publisher)
        {
            return new PublisherUnknown(manifest.Publisher);
        }

        // The update locks the plugin's row, so that two publications of one plugin take turns; it changes nothing of another publisher's.
        await using var claim = new NpgsqlCommand(
            """
            insert into portal.plugin (id, key, publisher_id, name, created_at) values ($1, $2, $3, $4, $5)
            on conflict (key) do update set name = case when plugin.publisher_id = excluded.publisher_id then excluded.name else plugin.name end
            returning id, publisher_id
            """, connection)
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7(time.GetUtcNow()) }, new() { Value = manifest.Id.Value }, new() { Value = publisher },
                new() { Value = manifest.Name }, new() { Value = Now },
            },
        };
        await using var reader = await claim.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetGuid(1) == publisher ? new PluginId(reader.GetGuid(0)) : new PluginOfAnotherPublisher(manifest.Id.Value);
    }

    private async Task<bool> InsertVersionAsync(NpgsqlConnection connection, PluginId plugin, PluginPackage package, CancellationToken cancellationToken)
    {
        await using var content = new NpgsqlCommand(
            "insert into portal.package (digest, size, content, created_at) values ($1, $2, $3, $4) on conflict (digest) do nothing", connection)
        {
            Parameters =
            {
                new() { Value = package.Digest.Value }, new() { Value = (long)package.Content.Length }, new() { Value = package.Content.ToArray() }, new() { Value = Now },
            },
        };
        await content.ExecuteNonQueryAsync(cancellationToken);
        await using var version = new NpgsqlCommand(
            """
            insert into portal.plugin_version (plugin_id, version, digest, manifest, readme, published_at) values ($1, $2, $3, $4::jsonb, $5, $6)
            on conflict (plugin_id, version) do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = plugin.Value }, new() { Value = package.Manifest.Version.ToString() }, new() { Value = package.Digest.Value },
                new() { Value = ManifestJson.Write(package.Manifest).ToJsonString() }, new() { Value = package.Readme }, new() { Value = Now },
            },
        };
        return await version.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static async Task<string?> DigestAsync(NpgsqlConnection connection, PluginId plugin, PluginVersion version, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select digest from portal.plugin_version where plugin_id = $1 and version = $2", connection)
        {
            Parameters = { new() { Value = plugin.Value }, new() { Value = version.ToString() } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}
