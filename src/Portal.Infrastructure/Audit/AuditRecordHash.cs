using System.Globalization;
using Portal.Domain.Audit;

namespace Portal.Infrastructure.Audit;

/// <summary>What a record's hash covers; shared by who writes and who verifies.</summary>
public static class AuditRecordHash
{
    public static byte[] Of(AuditRecordRow record) => AuditChain.Link(
        record.PreviousHash,
        record.TenantId.ToString(),
        record.Sequence.ToString(CultureInfo.InvariantCulture),
        record.Id.ToString(),
        record.OccurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        record.ActorKind.ToString(),
        record.ActorId?.ToString() ?? "",
        record.ActorName,
        record.Action,
        record.SubjectKind,
        record.SubjectId,
        record.SubjectName,
        record.Detail,
        record.CorrelationId);
}
