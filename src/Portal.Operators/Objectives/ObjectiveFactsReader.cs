using Microsoft.EntityFrameworkCore;
using Portal.Domain.Objectives;
using Portal.Infrastructure.Objectives;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Operations;

namespace Portal.Operators.Objectives;

/// <summary>Reads what an operation on an objective needs, as the tenant.</summary>
internal sealed class ObjectiveFactsReader(TenantDirectory tenants)
{
    /// <returns>The row, null when it is gone; and the namespace of its tenant's objects.</returns>
    public async Task<(ObjectiveRow? Row, TenantInfo Tenant)> ReadAsync(OperationWork work, CancellationToken cancellationToken)
    {
        if (!ObjectiveId.TryParse(work.Operation.SubjectId, out var id))
        {
            throw new OperationRefusedException($"{work.Operation.SubjectId} is not an objective.");
        }

        var tenant = await tenants.FindAsync(work.Operation.Tenant, cancellationToken) ?? throw new OperationRefusedException("The tenant does not exist.");
        await using var unit = await work.Units.BeginAsync(work.Operation.Tenant, cancellationToken);
        return (await unit.Db.Set<ObjectiveRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken), tenant);
    }
}
