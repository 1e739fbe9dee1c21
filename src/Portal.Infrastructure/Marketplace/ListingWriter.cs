using Npgsql;
using Portal.Domain.Marketplace;
using Portal.Domain.Plugins;

namespace Portal.Infrastructure.Marketplace;

/// <summary>Lets a plugin's listing follow its publications, within the publication's transaction.</summary>
internal static class ListingWriter
{
    public static async Task FollowAsync(
        NpgsqlConnection connection, PluginId plugin, PluginManifest published, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var find = new NpgsqlCommand("select version from portal.listing where plugin_id = $1", connection) { Parameters = { new() { Value = plugin.Value } } };
        var listed = await find.ExecuteScalarAsync(cancellationToken) is string version ? PluginVersion.Parse(version) : null;
        if (ListedVersion.Next(listed, published.Version) != published.Version)
        {
            return;
        }

        // The words and the price are those of the version that is offered.
        await using var write = new NpgsqlCommand(
            """
            insert into portal.listing (plugin_id, category, summary, description, icon, price_minor, currency, version, listed, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, true, $9)
            on conflict (plugin_id) do update set category = $2, summary = $3, description = $4, icon = $5, price_minor = $6, currency = $7, version = $8, updated_at = $9
            """, connection)
        {
            Parameters =
            {
                new() { Value = plugin.Value }, new() { Value = published.Categories[0] }, new() { Value = published.Summary },
                new() { Value = published.Description }, new() { Value = published.Icon },
                new NpgsqlParameter<long?> { TypedValue = published.Price?.Minor }, new NpgsqlParameter<string?> { TypedValue = published.Price?.Currency.Code },
                new() { Value = published.Version.ToString() }, new() { Value = now },
            },
        };
        await write.ExecuteNonQueryAsync(cancellationToken);
    }
}
