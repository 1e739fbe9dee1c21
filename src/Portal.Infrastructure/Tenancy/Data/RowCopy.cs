using System.Text;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>Copies one tenant's rows of one table from one database to another, a thousand at a time, so that memory stays the same whatever its size.</summary>
internal static class RowCopy
{
    private const int Batch = 1000;

    /// <param name="from">Where the rows are.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="table">Whose rows.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    /// <param name="accounts">What <c>account_id</c> becomes: a JSON object from the ids there to the ids here; null when they stay.</param>
    /// <returns>How many rows were copied.</returns>
    public static async Task<long> RunAsync(
        TenantUnitOfWork from, TenantUnitOfWork to, TenantTable table, CancellationToken cancellationToken, string? accounts = null)
    {
        // The name is the catalog's, quoted by it.
        var key = string.Join(", ", table.Key.Select(k => $"t.\"{k}\""));
        var row = accounts is null ? "to_jsonb(t)" : "to_jsonb(t) || jsonb_build_object('account_id', $2::jsonb ->> t.account_id::text)";
        await using var read = from.Command($"select ({row})::text from \"{table.Name}\" t where t.tenant_id = $1 order by {key}");
        read.Parameters.Add(new() { Value = from.Tenant.Value });
        if (accounts is not null)
        {
            read.Parameters.Add(new() { Value = accounts });
        }

        read.CommandTimeout = 0;
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        var rows = new StringBuilder();
        var pending = 0;
        var copied = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Append(rows.Length == 0 ? '[' : ',').Append(reader.GetString(0));
            if (++pending == Batch)
            {
                copied += await PutAsync(to, table, rows, cancellationToken);
                pending = 0;
            }
        }

        return pending == 0 ? copied : copied + await PutAsync(to, table, rows, cancellationToken);
    }

    private static async Task<long> PutAsync(TenantUnitOfWork to, TenantTable table, StringBuilder rows, CancellationToken cancellationToken)
    {
        var json = rows.Append(']').ToString();
        rows.Clear();
        return await Statements.CountAsync(to, "select portal.put_tenant_rows(to_regclass(quote_ident($1)), $2::jsonb)", cancellationToken, table.Name, json);
    }
}
