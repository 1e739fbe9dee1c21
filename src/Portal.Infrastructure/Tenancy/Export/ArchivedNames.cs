using System.Text.Json;
using NpgsqlTypes;
using Portal.Domain;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>Sees to it that everybody's rows that an archive names are there: plugins must be, accounts of the ledger come into being with their first entry.</summary>
internal static class ArchivedNames
{
    public static async Task EnsureAsync(TenantUnitOfWork work, IReadOnlySet<(string Table, string Name)> named, CancellationToken cancellationToken)
    {
        await OpenAccountsAsync(work, named.Where(name => name.Table == "ledger_account").Select(name => name.Name), cancellationToken);
        foreach (var (table, name) in named)
        {
            var reference = ArchiveReference.All[table];
            await using var find = work.Command($"select exists (select from portal.{table} e where {string.Format(System.Globalization.CultureInfo.InvariantCulture, reference.Match, "$1")})");
            find.Parameters.Add(new() { Value = name, NpgsqlDbType = NpgsqlDbType.Json });
            if (await find.ExecuteScalarAsync(cancellationToken) is not true)
            {
                throw new ArchiveRefusedException("unknown-name", $"The archive's rows name the {table.Replace('_', ' ')} {FieldText.Excerpt(name)}, which is not here. Publish it first.");
            }
        }
    }

    private static async Task OpenAccountsAsync(TenantUnitOfWork work, IEnumerable<string> accounts, CancellationToken cancellationToken)
    {
        foreach (var account in accounts)
        {
            using var parts = JsonDocument.Parse(account);
            if (parts.RootElement.ValueKind != JsonValueKind.Array || parts.RootElement.GetArrayLength() != 3 || parts.RootElement.EnumerateArray().Any(part => part.ValueKind != JsonValueKind.String))
            {
                throw new ArchiveRefusedException("row", $"{FieldText.Excerpt(account)} is not an account: its kind, its party and its currency.");
            }

            await using var open = work.Command(
                """
                insert into portal.ledger_account (id, kind, party, currency, created_at) values ($1, $2, $3, $4, $5) on conflict (kind, party, currency) do nothing
                """);
            open.Parameters.Add(new() { Value = work.NewId() });
            foreach (var part in parts.RootElement.EnumerateArray())
            {
                open.Parameters.Add(new() { Value = part.GetString()! });
            }

            open.Parameters.Add(new() { Value = work.Now });
            await open.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
