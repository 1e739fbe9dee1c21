using Microsoft.EntityFrameworkCore;
using Portal.Domain.Remediations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Remediations;

namespace Portal.Remediations;

/// <summary>Findings with their attempts, as API and pages show them.</summary>
internal static class RemediationViews
{
    public static async Task<List<RemediationView>> OfAsync(TenantUnitOfWork work, IReadOnlyList<RemediationRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var attempts = (await work.Db.Set<RemediationAttemptRow>().AsNoTracking().Where(attempt => ids.Contains(attempt.RemediationId)).OrderBy(attempt => attempt.Number)
            .ToListAsync(cancellationToken)).ToLookup(attempt => attempt.RemediationId);
        return [.. rows.Select(row => Of(row, [.. attempts[row.Id]]))];
    }

    public static RemediationView Of(RemediationRow row, IReadOnlyList<RemediationAttemptRow> attempts) => new(
        row.Id.ToString(), RemediationWord.Of(row.Kind), RemediationWord.Of(row.State), RemediationWord.Of(row.Severity), row.Object, row.Part, row.RolloutId?.ToString(),
        row.Found, RemediationWord.Of(row.Remedy), row.RemedyWords, row.HeldBack, Refusal(row, attempts) is null, row.FirstSeenAt, row.LastSeenAt, row.EndedAt, row.GaveUpAt,
        row.DismissedBy, row.DismissedReason,
        [.. attempts.Select(attempt => new RemediationAttemptView(
            attempt.Number, attempt.Words, attempt.AskedBy, attempt.OperationId.ToString(), attempt.At, attempt.DoneAt, attempt.Outcome))]);

    /// <summary>Why nothing can be asked for now; null when it can.</summary>
    public static Domain.Error? Refusal(RemediationRow row, IReadOnlyList<RemediationAttemptRow> attempts) => row switch
    {
        { EndedAt: not null } or { State: RemediationState.Resolved or RemediationState.Dismissed } => new RemediationOver(row.Id.ToString(), RemediationWord.Of(row.State)),
        { Remedy: RemedyKind.Tell } => new RemediationForPeople(row.Id.ToString(), row.RemedyWords),
        _ when attempts.Any(attempt => attempt.DoneAt is null) => new RemediationUnderWay(row.Id.ToString()),
        _ => null,
    };
}
