using Portal.Domain.Operations;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations;

/// <summary>Asks the operator for work that has a deadline or a priority of its own.</summary>
public static class OperationOrdering
{
    /// <summary>Written with everything else when the unit of work commits.</summary>
    public static OperationId Enqueue(this TenantUnitOfWork unit, OperationOrder order)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(order);
        var id = new OperationId(unit.NewId());
        unit.Db.Add(new OperationRow
        {
            TenantId = unit.Tenant,
            Id = id,
            Kind = order.Kind,
            SerialKey = order.SerialKey,
            SubjectKind = order.Subject.Kind,
            SubjectId = order.Subject.Id,
            Payload = order.Payload,
            State = OperationState.Queued,
            Priority = (short)(order.Priority ?? OperationUrgency.Of(order.Kind)),
            NotBefore = order.NotBefore ?? unit.Now,
            Deadline = order.Deadline,
            CorrelationId = order.CorrelationId,
            CreatedBy = order.CreatedBy,
            CreatedAt = unit.Now,
        });
        unit.Publish(Topic.Operation, id.ToString());
        return id;
    }
}
