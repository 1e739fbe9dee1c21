using System.Text.Json;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;

namespace Portal.Audit;

/// <summary>Rows of the log as they are shown.</summary>
internal static class AuditRecordViews
{
    public static AuditRecordView Of(AuditRecordRow r) => new(
        r.Sequence, r.Id.ToString(), r.OccurredAt, r.ActorKind.ToString(), r.Principal, r.ActorName, r.OnBehalfOf, r.Address, r.Action, r.SubjectKind, r.SubjectId,
        r.SubjectName, JsonSerializer.Deserialize<Dictionary<string, string>>(r.Detail)!, Changes(r), r.CorrelationId, Convert.ToHexStringLower(r.Hash));

    private static List<AuditChangeView> Changes(AuditRecordRow row)
    {
        if (row.Changes == "[]")
        {
            return [];
        }

        var personal = AuditRecords.Personal(row);
        using var changes = JsonDocument.Parse(row.Changes);
        return [.. changes.RootElement.EnumerateArray().Select(change =>
        {
            var field = change.GetProperty("field").GetString()!;
            var (before, after) = (Value(change, field, "before", personal), Value(change, field, "after", personal));
            return new AuditChangeView(field, before.Text, after.Text, before.IsErased || after.IsErased);
        })];
    }

    private static (string? Text, bool IsErased) Value(JsonElement change, string field, string side, IReadOnlyDictionary<string, SealedText> personal)
    {
        var value = change.GetProperty(side);
        if (value.ValueKind != JsonValueKind.Object)
        {
            return (value.GetString(), false);
        }

        return personal.TryGetValue($"changes.{field}.{side}", out var known) ? (known.Value, false) : (null, true);
    }
}
