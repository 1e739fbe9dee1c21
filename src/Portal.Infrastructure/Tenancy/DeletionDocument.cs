using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tenancy;

/// <summary>The certificate's text: indented JSON that a person can read and a program can check against its SHA-256.</summary>
internal static class DeletionDocument
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <param name="tenant">Whose.</param>
    /// <param name="purgedAt">When nothing was left.</param>
    /// <param name="row">slug, requested_at, requested_by, grace_ended_at, began_at, audit_sequence, audit_hash, removed_rows, removed_parts, audit_checkpoint.</param>
    /// <param name="retained">The tables that were kept.</param>
    public static string Write(TenantId tenant, DateTimeOffset purgedAt, DbDataReader row, IReadOnlyList<string> retained)
    {
        var rows = new SortedDictionary<string, long>(JsonSerializer.Deserialize<Dictionary<string, long>>(row.GetString(7))!, StringComparer.Ordinal);
        var document = new JsonObject
        {
            ["kind"] = "portal.deletion-certificate/v1",
            ["tenant"] = tenant.ToString(),
            ["slug"] = row.GetString(0),
            ["requestedAt"] = Time(row, 1),
            ["requestedBy"] = row.GetString(2),
            ["graceEndedAt"] = Time(row, 3),
            ["removalBeganAt"] = Time(row, 4),
            ["purgedAt"] = Text(purgedAt),
            ["removedRows"] = new JsonObject(rows.Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value))),
            ["removedElsewhere"] = JsonNode.Parse(row.GetString(8)),
            ["retained"] = new JsonObject
            {
                ["tables"] = new JsonArray([.. retained.Select(table => JsonValue.Create(table))]),
                ["why"] = "The ledger is kept as long as the law on bookkeeping wants. It names the tenant's id and no person.",
            },
            ["lastAuditRecord"] = row.IsDBNull(6) ? null : new JsonObject
            {
                ["sequence"] = row.GetInt64(5),
                ["hash"] = Convert.ToHexStringLower(row.GetFieldValue<byte[]>(6)),
            },
            // The signed head of the log's tree, as whoever kept a copy can compare it.
            ["lastAuditCheckpoint"] = row.IsDBNull(9) ? null : row.GetString(9),
        };
        return document.ToJsonString(Indented) + "\n";
    }

    private static string Time(DbDataReader row, int column) => Text(row.GetFieldValue<DateTimeOffset>(column));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
