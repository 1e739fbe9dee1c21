using System.Text.Json;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>Looks at one line: one JSON object with exactly the columns of its file in their order, of the archive's tenant.</summary>
internal sealed class ArchiveRowCheck(ArchiveTableFile file, ArchiveTable table, string tenant)
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 256 };
    private readonly ArchiveReference?[] _references =
        [.. file.Columns.Select(name => table.Columns.First(column => column.Name == name).Reference)];

    /// <summary>The rows of everybody's that this file names, by table and as they are written.</summary>
    public HashSet<(string Table, string Name)> Named { get; } = [];

    public void Check(ReadOnlySpan<byte> line, long number)
    {
        try
        {
            var reader = new Utf8JsonReader(line, Strict);
            Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject, number, "is not a JSON object");
            for (var i = 0; i < file.Columns.Count; i++)
            {
                Expect(reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(file.Columns[i]), number,
                    $"has no \"{file.Columns[i]}\" in its place; its members are {string.Join(", ", file.Columns)}, in this order");
                CheckValue(ref reader, i, number);
            }

            Expect(reader.Read() && reader.TokenType == JsonTokenType.EndObject && !reader.Read(), number, "has more than its columns");
        }
        catch (JsonException)
        {
            Expect(false, number, "is not valid JSON");
        }
    }

    private void CheckValue(ref Utf8JsonReader reader, int column, long number)
    {
        reader.Read();
        if (file.Columns[column] == "tenant_id")
        {
            Expect(reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(tenant), number, $"belongs to another tenant than {tenant}");
        }

        if (_references[column] is { } reference && reader.TokenType != JsonTokenType.Null)
        {
            using var name = JsonDocument.ParseValue(ref reader);
            Named.Add((reference.Table, name.RootElement.GetRawText()));
            Expect(Named.Count <= ArchiveLimits.Names, number, $"names the {Named.Count}th different row of portal.{reference.Table}; {ArchiveLimits.Names} are the most");
            return;
        }

        reader.Skip();
    }

    private void Expect(bool holds, long number, string fault)
    {
        if (!holds)
        {
            throw new ArchiveRefusedException("row", $"{ArchiveLayout.Table(file.Table)}, line {number}, {fault}.");
        }
    }
}
