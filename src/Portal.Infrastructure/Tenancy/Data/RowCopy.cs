using System.Text;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>Copies one tenant's rows of one table from one database to another, a thousand at a time, so that memory stays the same whatever its size.</summary>
internal static class RowCopy
{
    private const int Batch = 1000;

    /// <returns>How many rows were copied.</returns>
    public static async Task<long> RunAsync(TenantUnitOfWork from, TenantUnitOfWork to, TenantTable table, CancellationToken cancellationToken)
    {
        // The name is the catalog's, quoted by it.
        var key = string.Join(", ", table.Key.Select(k => $"t.\"{k}\""));
        await using var read = from.Command($"select to_jsonb(t)::text from \"{table.Name}\" t where t.tenant_id = $1 order by {key}");
        read.Parameters.Add(new() { Value = from.Tenant.Value });
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
        return await Statements.CountAsync(to, "select portal.put_tenant_rows(format('portal.%I', $1::text)::regclass, $2::jsonb)", cancellationToken, table.Name, json);
    }
}
