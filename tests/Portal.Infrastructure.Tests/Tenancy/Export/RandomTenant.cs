using Npgsql;
using NpgsqlTypes;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tests.Tenancy.Export;

/// <summary>
/// Random rows in every tenant table, knowing nothing of the tables but what the catalog says: a new table is covered by its being there. Keys, checks and
/// unique indexes hold, so what is written can be imported.
/// </summary>
internal sealed class RandomTenant(ArchiveWorld world, TenantId tenant, Random random)
{
    private const int MostRows = 12;
    private readonly Dictionary<string, List<Dictionary<string, string?>>> _rows = new(StringComparer.Ordinal);

    public async Task FillAsync()
    {
        await using var connection = await world.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "set local session_replication_role = replica", []);
        var shapes = await TableShape.ReadAsync(world.Superuser);
        foreach (var everybodys in shapes.SelectMany(shape => shape.ForeignKeys).Where(key => shapes.All(shape => shape.Name != key.Parent)).ToList())
        {
            await ReadEverybodysAsync(connection, everybodys.Parent, everybodys.ParentColumns);
        }

        while (shapes.Count > 0)
        {
            var next = shapes.First(shape => shape.ForeignKeys.All(key => key.Parent == shape.Name || _rows.ContainsKey(key.Parent)));
            shapes.Remove(next);
            await FillAsync(connection, next);
        }

        await transaction.CommitAsync();
    }

    private async Task FillAsync(NpgsqlConnection connection, TableShape shape)
    {
        var rows = _rows[shape.Name] = [];
        for (var tries = 0; tries < 200 && rows.Count < MostRows; tries++)
        {
            foreach (var row in shape.Name == "journal_entry" ? Balanced(shape) : [Row(shape)])
            {
                if (await InsertAsync(connection, shape, row))
                {
                    rows.Add(row);
                }
            }
        }

        rows.Count.ShouldBeGreaterThan(0, $"no random row fits into {shape.Name}: teach RandomValue what its checks want");
        // A row may refer to any other of its table, also to one that is written later.
        foreach (var key in shape.ForeignKeys.Where(key => key.Parent == shape.Name))
        {
            var column = key.Columns[^1];
            await RunAsync(connection, $"update portal.{shape.Name} t set {column} = (select o.{key.ParentColumns[^1]} from portal.{shape.Name} o where o.tenant_id = t.tenant_id order by md5(o::text || t::text) limit 1) where t.tenant_id = $1::uuid", [tenant.Value.ToString()]);
        }
    }

    // Every journal balances, and has two entries.
    private IEnumerable<Dictionary<string, string?>> Balanced(TableShape shape)
    {
        foreach (var journal in _rows["journal"])
        {
            var row = Row(shape);
            row["journal_id"] = journal["id"];
            yield return new(row) { ["line"] = "1", ["amount_minor"] = row["amount_minor"]!.TrimStart('-') };
            yield return new(row) { ["line"] = "2", ["amount_minor"] = "-" + row["amount_minor"]!.TrimStart('-') };
        }
    }

    private Dictionary<string, string?> Row(TableShape shape)
    {
        var row = shape.Columns.ToDictionary(column => column.Name, column => column.IsRequired || random.Next(3) > 0 ? RandomValue.Of(column, random) : null);
        foreach (var key in shape.ForeignKeys)
        {
            var parent = key.Parent == shape.Name ? null : _rows[key.Parent][random.Next(_rows[key.Parent].Count)];
            foreach (var (column, parentColumn) in key.Columns.Zip(key.ParentColumns))
            {
                row[column] = parent?[parentColumn];
            }
        }

        row["tenant_id"] = tenant.Value.ToString();
        return row;
    }

    private static async Task<bool> InsertAsync(NpgsqlConnection connection, TableShape shape, Dictionary<string, string?> row)
    {
        var columns = string.Join(", ", shape.Columns.Select(column => $"\"{column.Name}\""));
        var values = string.Join(", ", shape.Columns.Select((column, i) => $"${i + 1}::{column.Type}"));
        await RunAsync(connection, "savepoint before", []);
        try
        {
            var count = await RunAsync(connection, $"insert into portal.{shape.Name} ({columns}) values ({values}) on conflict do nothing", [.. shape.Columns.Select(column => row[column.Name])]);
            return count == 1;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.CheckViolation)
        {
            await RunAsync(connection, "rollback to before", []);
            return false;
        }
    }

    private async Task ReadEverybodysAsync(NpgsqlConnection connection, string table, string[] columns)
    {
        await using var command = new NpgsqlCommand($"select {string.Join(", ", columns.Select(column => column + "::text"))} from portal.{table}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        _rows[table] = [];
        while (await reader.ReadAsync())
        {
            _rows[table].Add(columns.Index().ToDictionary(column => column.Item, column => (string?)reader.GetString(column.Index)));
        }
    }

    private static async Task<int> RunAsync(NpgsqlConnection connection, string sql, IReadOnlyList<string?> values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }

        return await command.ExecuteNonQueryAsync();
    }
}
