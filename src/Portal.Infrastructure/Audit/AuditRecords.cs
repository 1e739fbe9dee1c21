using System.Text.Json;
using Portal.Domain.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

/// <summary>Rows of the tree as the records that they prove.</summary>
public static class AuditRecords
{
    /// <exception cref="InvalidOperationException">It is of the chain.</exception>
    public static AuditRecord Read(AuditRecordRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.ActorSeal is null || row.SubjectSeal is null || row.Principal is null)
        {
            throw new InvalidOperationException($"Record {row.Sequence} is from before the tree.");
        }

        return new()
        {
            Tenant = row.TenantId,
            Id = row.Id,
            OccurredAt = row.OccurredAt,
            ActorKind = SnakeCase.Of(row.ActorKind.ToString()),
            ActorId = row.Principal,
            ActorMember = row.ActorId?.ToString(),
            ActorName = new(row.ActorName, row.ActorSeal),
            OnBehalfOf = row.OnBehalfOf,
            Address = row.AddressSeal is null ? null : new(row.Address, row.AddressSeal),
            Action = row.Action,
            SubjectKind = row.SubjectKind,
            SubjectId = row.SubjectId,
            SubjectName = new(row.SubjectName, row.SubjectSeal),
            Detail = row.Detail,
            Changes = row.Changes,
            CorrelationId = row.CorrelationId,
        };
    }

    /// <summary>The personal values that are there, by their place in the leaf, e.g. <c>actor.name</c> or <c>changes.email.after</c>.</summary>
    public static IReadOnlyDictionary<string, SealedText> Personal(AuditRecordRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var found = new SortedDictionary<string, SealedText>(StringComparer.Ordinal);
        foreach (var (name, value, seal) in new[]
        {
            ("actor.name", row.ActorName, row.ActorSeal), ("address", row.Address, row.AddressSeal), ("subject.name", row.SubjectName, row.SubjectSeal),
        })
        {
            if (value is not null && seal is not null)
            {
                found[name] = new(value, seal);
            }
        }

        foreach (var (place, text) in Changes(row.Personal))
        {
            found["changes." + place] = text;
        }

        return found;
    }

    internal static IReadOnlyDictionary<string, SealedText> Changes(string? personal) => personal is null
        ? new Dictionary<string, SealedText>(StringComparer.Ordinal)
        : JsonSerializer.Deserialize<Dictionary<string, PersonalValue>>(personal, JsonSerializerOptions.Web)!
            .ToDictionary(pair => pair.Key, pair => new SealedText(pair.Value.Value, pair.Value.Salt), StringComparer.Ordinal);

    internal static string? Write(IReadOnlyDictionary<string, SealedText> personal) => personal.Count == 0
        ? null
        : JsonSerializer.Serialize(personal.ToDictionary(pair => pair.Key, pair => new PersonalValue(pair.Value.Seal, pair.Value.Value!)), JsonSerializerOptions.Web);

    private sealed record PersonalValue(byte[] Salt, string Value);
}
