using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>
/// Brings what is everybody's (publishers, plugins, their packages and versions, listings, default limits) from the shared database to a tenant's own,
/// whose rows refer to it. Safe to repeat; only what is new or different is written.
/// </summary>
public static class CommonRows
{
    // What is referred to comes first. Packages are large and never change, so only missing ones are fetched, one by one.
    private static readonly string[] BeforePackages = ["portal.publisher", "portal.plugin"];
    private static readonly string[] AfterPackages = ["portal.plugin_version", "portal.listing", "portal.quota_default"];

    public static async Task BringAsync(PlatformDatabase home, PlatformDatabase own, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(home);
        ArgumentNullException.ThrowIfNull(own);
        await using var from = await home.Source.OpenConnectionAsync(cancellationToken);
        await using var to = await own.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await to.BeginTransactionAsync(cancellationToken);
        await BringAsync(from, to, BeforePackages, cancellationToken);
        await BringPackagesAsync(from, to, cancellationToken);
        await BringAsync(from, to, AfterPackages, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The accounts that a tenant's journals name, before they arrive. Afterwards its database opens its own.</summary>
    public static async Task BringAccountsAsync(PlatformDatabase home, PlatformDatabase own, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(home);
        ArgumentNullException.ThrowIfNull(own);
        await using var from = await home.Source.OpenConnectionAsync(cancellationToken);
        await using var to = await own.Source.OpenConnectionAsync(cancellationToken);
        await BringAsync(from, to, ["portal.ledger_account"], cancellationToken);
    }

    private static async Task BringAsync(NpgsqlConnection from, NpgsqlConnection to, string[] tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            await using var read = new NpgsqlCommand($"select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text from {table} t", from);
            var rows = (string)(await read.ExecuteScalarAsync(cancellationToken))!;
            await using var take = new NpgsqlCommand("select portal.take_common_rows($1::regclass, $2::jsonb)", to);
            take.Parameters.Add(new() { Value = table });
            take.Parameters.Add(new() { Value = rows });
            await take.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task BringPackagesAsync(NpgsqlConnection from, NpgsqlConnection to, CancellationToken cancellationToken)
    {
        var known = await DigestsAsync(to, cancellationToken);
        foreach (var digest in (await DigestsAsync(from, cancellationToken)).Except(known, StringComparer.Ordinal))
        {
            await using var read = new NpgsqlCommand("select size, content, created_at from portal.package where digest = $1", from);
            read.Parameters.Add(new() { Value = digest });
            await using var package = await read.ExecuteReaderAsync(cancellationToken);
            await package.ReadAsync(cancellationToken);
            await using var insert = new NpgsqlCommand(
                "insert into portal.package (digest, size, content, created_at) values ($1, $2, $3, $4) on conflict (digest) do nothing", to);
            insert.With(digest, package.GetInt64(0), package.GetFieldValue<byte[]>(1), package.GetDateTime(2));

            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<List<string>> DigestsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select coalesce(array_agg(digest), '{}') from portal.package", connection);
        return [.. (string[])(await command.ExecuteScalarAsync(cancellationToken))!];
    }
}
