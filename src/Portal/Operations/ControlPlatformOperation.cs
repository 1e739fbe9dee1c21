using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations;
using Portal.Infrastructure.Tenancy;

namespace Portal.Operations;

/// <summary>
/// Staff retry, cancel or discard an operation of any tenant, or of the deployment: a removal that failed eight times is tried again this way.
/// The platform's log names the person, the tenant's says that it was staff.
/// </summary>
internal sealed class ControlPlatformOperation(TenantUnitOfWorks units, PlatformDatabase database, TimeProvider time)
{
    /// <param name="caller">Who of the staff.</param>
    /// <param name="tenant">Whose operation; null for one of the deployment.</param>
    /// <param name="id">Which one.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task<Result<OperationChanged>> RetryAsync(StaffCaller caller, string? tenant, string id, CancellationToken cancellationToken) =>
        ChangeAsync(caller, tenant, id, null, cancellationToken);

    /// <inheritdoc cref="RetryAsync"/>
    public Task<Result<OperationChanged>> CancelAsync(StaffCaller caller, string? tenant, string id, CancelOperationRequest request, CancellationToken cancellationToken) =>
        FieldText.Check("/reason", request.Reason, "A reason", ControlOperation.LongestReason) is { } fault
            ? Task.FromResult<Result<OperationChanged>>(new InvalidFields([fault]))
            : ChangeAsync(caller, tenant, id, request.Reason!, cancellationToken);

    private async Task<Result<OperationChanged>> ChangeAsync(StaffCaller caller, string? tenant, string id, string? reason, CancellationToken cancellationToken)
    {
        if (caller.Lacks(StaffPermission.ManageOperations) is { } forbidden)
        {
            return forbidden;
        }

        if (!OperationId.TryParse(id, out var operation))
        {
            return new NotFound("operation", id);
        }

        return tenant is null
            ? await OfDeploymentAsync(caller, operation, reason, cancellationToken)
            : TenantId.TryParse(tenant, out var owner) ? await OfTenantAsync(caller, owner, operation, reason, cancellationToken) : new TenantUnknown(tenant);
    }

    private async Task<Result<OperationChanged>> OfTenantAsync(
        StaffCaller caller, TenantId tenant, OperationId operation, string? reason, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        var changed = reason is null
            ? await OperationControl.RetryAsync(work, operation, "Platform staff", cancellationToken)
            : await OperationControl.CancelAsync(work, operation, reason, "Platform staff", OperationCancellation.IsForStaff, cancellationToken);
        if (!changed.Succeeded || changed.Value is not { } turn)
        {
            return changed.Error ?? new NotFound("operation", operation.ToString());
        }

        var actor = TransitionActor.Staff(tenant, caller, inItsPlace: true);
        var record = Record(caller, tenant, operation, turn.Kind, reason, work.Now);
        work.Audit(actor.Caller, new(record.Action, "operation", operation.ToString(), turn.Kind, record.Detail) { Changes = turn.Changes });
        await PlatformLog.WriteAsync(work.Command, record, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new OperationChanged(operation.ToString(), turn.Kind);
    }

    private async Task<Result<OperationChanged>> OfDeploymentAsync(StaffCaller caller, OperationId operation, string? reason, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = PostgresClock.Now(time);
        var changed = await PlatformOperationControl.ChangeAsync(connection, operation, reason, caller.Email, now, cancellationToken);
        if (!changed.Succeeded || changed.Value is not { } kind)
        {
            return changed.Error ?? new NotFound("operation", operation.ToString());
        }

        await PlatformLog.WriteAsync(sql => new(sql, connection, transaction), Record(caller, null, operation, kind, reason, now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new OperationChanged(operation.ToString(), kind);
    }

    private static PlatformRecord Record(StaffCaller caller, TenantId? tenant, OperationId operation, string kind, string? reason, DateTimeOffset now) => new(
        now, LifecycleActor.Staff, caller.Email, reason is null ? "operation.retried" : "operation.canceled", tenant,
        new Dictionary<string, string> { ["operation"] = operation.ToString(), ["kind"] = kind, ["reason"] = reason ?? "" }, caller.CorrelationId);
}
