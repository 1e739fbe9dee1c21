using Portal.Domain.Operations;
using Portal.Domain.Tenancy;

namespace Portal.Operators.Operations;

/// <summary>An operation that this process has taken and may work on until its lease ends.</summary>
internal sealed record ClaimedOperation(
    TenantId Tenant, OperationId Id, string Kind, string SubjectId, string Payload, int Attempt, string CorrelationId, string CreatedBy);
