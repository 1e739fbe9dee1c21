using System.Text.Json.Nodes;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Operations;
using Portal.Domain.Remediations;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Remediations;

/// <summary>Asks for what helps: the attempt, the operation and the record, in one transaction. For the operator and for a person alike.</summary>
public static class RemediationOrders
{
    /// <summary>What the operator calls itself in the log.</summary>
    public const string Operator = "Portal operator";

    /// <param name="unit">Commits afterwards; the finding's row is held.</param>
    /// <param name="row">What it is about.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="caller">Who asks.</param>
    public static OperationId Order(TenantUnitOfWork unit, RemediationRow row, Remedy remedy, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(remedy);
        ArgumentNullException.ThrowIfNull(caller);
        var before = row.State;
        (row.State, row.HeldBack, row.UpdatedAt) = (RemediationState.Acted, null, unit.Now);
        row.Attempts++;
        var payload = new JsonObject { ["attempt"] = row.Attempts, ["by"] = caller.Name }.ToJsonString();
        // One after another for a rollout: two remedies at once could undo each other.
        var operation = unit.Enqueue(
            OperationKind.Remediate, "remediation:" + row.Object, ("remediation", row.Id.ToString()), payload, caller.CorrelationId, caller.Name);
        unit.Db.Add(new RemediationAttemptRow
        {
            TenantId = unit.Tenant,
            RemediationId = row.Id,
            Number = row.Attempts,
            Object = row.Object,
            Remedy = remedy.Kind,
            Words = remedy.Words,
            Target = remedy.Target,
            AskedBy = caller.Name,
            OperationId = operation,
            At = unit.Now,
        });
        unit.Audit(caller, new AuditEntry("remediation.acted", "remediation", row.Id.ToString(), row.Object, new Dictionary<string, string>
        {
            ["kind"] = RemediationWord.Of(row.Kind),
            ["found"] = row.Found,
            ["remedy"] = remedy.Words,
        })
        {
            Changes = [new("state", RemediationWord.Of(before), RemediationWord.Of(row.State))],
        });
        unit.Publish(Topic.Remediation, row.Id.ToString());
        return operation;
    }

    /// <summary>The operator as an actor of the log.</summary>
    public static Caller System(TenantUnitOfWork unit, string correlationId)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return new(unit.Tenant, PrincipalKind.System, default, "operator", Operator, Role.Admin, correlationId);
    }
}
