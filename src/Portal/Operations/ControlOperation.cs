using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations;

namespace Portal.Operations;

/// <summary>An admin retries an operation of the tenant that failed, cancels one that is not over, or discards one that failed.</summary>
internal sealed class ControlOperation(TenantUnitOfWorks units)
{
    internal const int LongestReason = 500;

    public Task<Result<OperationChanged>> RetryAsync(Caller caller, string id, CancellationToken cancellationToken) => ChangeAsync(
        caller, id, "operation.retried", "", (unit, operation) => OperationControl.RetryAsync(unit, operation, caller.Name, cancellationToken), cancellationToken);

    public Task<Result<OperationChanged>> CancelAsync(Caller caller, string id, CancelOperationRequest request, CancellationToken cancellationToken) =>
        FieldText.Check("/reason", request.Reason, "A reason", LongestReason) is { } fault
            ? Task.FromResult<Result<OperationChanged>>(new InvalidFields([fault]))
            : ChangeAsync(
                caller, id, "operation.canceled", request.Reason!,
                (unit, operation) => OperationControl.CancelAsync(unit, operation, request.Reason!, caller.Name, OperationCancellation.IsForAdmins, cancellationToken),
                cancellationToken);

    private async Task<Result<OperationChanged>> ChangeAsync(
        Caller caller, string id, string action, string reason, Func<TenantUnitOfWork, OperationId, Task<Result<OperationTurn?>>> change, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageOperations) is { } forbidden)
        {
            return forbidden;
        }

        if (!OperationId.TryParse(id, out var operation))
        {
            return new NotFound("operation", id);
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var changed = await change(work, operation);
        if (!changed.Succeeded)
        {
            return changed.Error!;
        }

        if (changed.Value is not { } turn)
        {
            return new NotFound("operation", id);
        }

        work.Audit(caller, new(action, "operation", operation.ToString(), turn.Kind, new Dictionary<string, string> { ["kind"] = turn.Kind, ["reason"] = reason })
        {
            Changes = turn.Changes,
        });
        await work.CommitAsync(cancellationToken);
        return new OperationChanged(operation.ToString(), turn.Kind);
    }
}
