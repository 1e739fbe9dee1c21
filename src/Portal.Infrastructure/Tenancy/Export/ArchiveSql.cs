using System.Globalization;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>
/// Statements for a table that is known only from the catalog. All names are the catalog's own and quoted; everything from an archive is a parameter.
/// PostgreSQL itself writes and reads the values, so they are exact whatever their type.
/// </summary>
internal static class ArchiveSql
{
    /// <summary>Makes the text of values the same whatever the server's settings are.</summary>
    public const string Settings =
        """
        select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true), set_config('intervalstyle', 'postgres', true),
            set_config('extra_float_digits', '1', true)
        """;

    /// <summary>The rows of the tenant $1 as JSON, one object each, by primary key.</summary>
    public static string Select(ArchiveTable table)
    {
        var columns = string.Join(", ", table.Columns.Select(column => $"{Written(column)} as {Quoted(column.Name)}"));
        var order = string.Join(", ", table.Key.Select(name => Ordered(table.Columns.First(column => column.Name == name))));
        var condition = ArchiveSelection.Conditions.TryGetValue(table.Name, out var only) ? $" and {only}" : "";
        return $"select row_to_json(r)::text from (select {columns} from {Quoted(table.Name)} t where t.tenant_id = $1{condition} order by {order}) r";
    }

    /// <summary>Inserts the rows of the JSON array $1.</summary>
    /// <param name="table">Where to.</param>
    /// <param name="members">The columns that the rows have.</param>
    public static string Insert(ArchiveTable table, IReadOnlyList<string> members)
    {
        var given = table.Columns.Where(column => members.Contains(column.Name, StringComparer.Ordinal)).ToList();
        var filled = ArchiveSelection.LeftOutColumns.Where(column => column.Key.StartsWith(table.Name + ".", StringComparison.Ordinal)).ToList();
        var columns = string.Join(", ", given.Select(column => column.Name).Concat(filled.Select(column => column.Key[(table.Name.Length + 1)..])).Select(Quoted));
        var values = string.Join(", ", given.Select(Read).Concat(filled.Select(column => column.Value)));
        return $"insert into {Quoted(table.Name)} ({columns}) select {values} from json_array_elements($1) as rows (r)";
    }

    private static string Written(ArchiveColumn column) => column switch
    {
        { Reference: { } reference } => $"(select {reference.Name} from portal.{reference.Table} e where e.id = t.{Quoted(column.Name)})",
        { Type: "bytea" } => $"replace(encode(t.{Quoted(column.Name)}, 'base64'), E'\\n', '')",
        { Type: "boolean" or "smallint" or "integer" or "bigint" or "double precision" or "real" or "text" or "uuid" or "jsonb" or "json" or "timestamp with time zone" }
            or { Type: ['n', 'u', 'm', 'e', 'r', 'i', 'c', ..] } => $"t.{Quoted(column.Name)}",
        // Arrays, ranges, intervals and whatever comes: in PostgreSQL's own words.
        _ => $"t.{Quoted(column.Name)}::text",
    };

    private static string Read(ArchiveColumn column)
    {
        var value = $"(r -> '{Literal(column.Name)}')";
        return column switch
        {
            { Reference: { } reference } =>
                $"(select e.id from portal.{reference.Table} e where {string.Format(CultureInfo.InvariantCulture, reference.Match, value)})",
            { Type: "bytea" } => $"decode({value} #>> '{{}}', 'base64')",
            { Type: "jsonb" or "json", IsRequired: true } => $"{value}::{column.Type}",
            { Type: "jsonb" or "json" } => $"case when json_typeof({value}) = 'null' then null else {value}::{column.Type} end",
            _ => $"({value} #>> '{{}}')::{WithoutLength(column.Type)}",
        };
    }

    // Letters in the order of their code points: a database's own order of words is not every database's.
    private static string Ordered(ArchiveColumn column) => $"t.{Quoted(column.Name)}{(column.Type is "text" || column.Type.StartsWith("character", StringComparison.Ordinal) ? " collate \"C\"" : "")}";

    // A cast to character varying(3) would cut what the column itself refuses.
    private static string WithoutLength(string type) => type.IndexOf('(', StringComparison.Ordinal) is > 0 and var at ? type[..at] + type[(type.IndexOf(')', StringComparison.Ordinal) + 1)..] : type;

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string name) => name.Replace("'", "''", StringComparison.Ordinal);
}
