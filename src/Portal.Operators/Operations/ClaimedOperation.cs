using Portal.Domain.Operations;
using Portal.Domain.Tenancy;

namespace Portal.Operators.Operations;

/// <summary>An operation that this process has taken and may work on until its lease ends.</summary>
/// <param name="Tenant">Whose it is; the empty id for one of the deployment as a whole.</param>
/// <param name="Id">Which one.</param>
/// <param name="Kind">What is to be done.</param>
/// <param name="SubjectId">What it is about; empty for one of the deployment.</param>
/// <param name="Payload">JSON.</param>
/// <param name="Attempt">Over its whole life: whoever holds the highest may end it.</param>
/// <param name="Tries">Since it was asked for or a person retried it, with this one.</param>
/// <param name="CorrelationId">From the request that caused it.</param>
/// <param name="CreatedBy">Who asked.</param>
/// <param name="Deadline">No attempt begins later, and one under way is cut off.</param>
/// <param name="TraceParent">W3C Trace Context of whoever asked.</param>
internal sealed record ClaimedOperation(
    TenantId Tenant, OperationId Id, string Kind, string SubjectId, string Payload, int Attempt, int Tries, string CorrelationId, string CreatedBy,
    DateTimeOffset? Deadline, string? TraceParent)
{
    /// <summary>It belongs to no tenant.</summary>
    public bool IsOfDeployment => Tenant.Value == Guid.Empty;
}
