using System.Globalization;
using Portal.Domain.Audit;

namespace Portal.Infrastructure.Audit;

/// <summary>What the hash of a record from before the tree covers: such records are not written any more, and stay verifiable.</summary>
public static class AuditRecordHash
{
    public static byte[] Of(AuditRecordRow record) => AuditChain.Link(record.PreviousHash!, Fields(record));

    /// <summary>In the order in which they are hashed.</summary>
    public static string[] Fields(AuditRecordRow record) =>
    [
        record.TenantId.ToString(),
        record.Sequence.ToString(CultureInfo.InvariantCulture),
        record.Id.ToString(),
        record.OccurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        record.ActorKind.ToString(),
        record.ActorId?.ToString() ?? "",
        record.ActorName!,
        record.Action,
        record.SubjectKind,
        record.SubjectId,
        record.SubjectName!,
        record.Detail,
        record.CorrelationId,
    ];
}
