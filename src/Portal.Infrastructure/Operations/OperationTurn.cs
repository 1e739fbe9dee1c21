using Portal.Domain.Audit;
using Portal.Domain.Operations;

namespace Portal.Infrastructure.Operations;

/// <summary>What a person's order did to an operation.</summary>
/// <param name="Kind">Of the operation.</param>
/// <param name="Before">Its state when the order came.</param>
/// <param name="After">The same for a running one, which is only asked to stop.</param>
public sealed record OperationTurn(string Kind, OperationState Before, OperationState After)
{
    /// <summary>For the audit log.</summary>
    public IReadOnlyList<AuditChange> Changes =>
        Before == After ? [new("cancelRequested", "false", "true")] : [new("state", Before.ToString(), After.ToString())];
}
