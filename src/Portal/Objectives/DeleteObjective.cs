using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Objectives;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;

namespace Portal.Objectives;

/// <summary>Takes an objective away: its history goes with it, and nothing waits for it any more.</summary>
internal sealed class DeleteObjective(TenantUnitOfWorks units)
{
    /// <summary>The operator looks every ten seconds: one of the cluster that it has not seen for so long is there no more.</summary>
    public static readonly TimeSpan Lost = TimeSpan.FromMinutes(5);

    public async Task<Result<ObjectiveAccepted>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.GovernRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await ObjectiveOrders.FindAsync(work, id, cancellationToken) is not { } row)
        {
            return new NotFound("objective", id);
        }

        if (row.Origin == ObjectiveOrigin.Cluster && work.Now - row.ObservedAt < Lost)
        {
            return new ObjectiveOfCluster(row.Name);
        }

        if (row.State == ObjectiveStanding.Removing)
        {
            return new ObjectiveIsRemoved(row.Name);
        }

        var before = row.Spec;
        (row.State, row.Message, row.Version) = (ObjectiveStanding.Removing, "It is being removed from the cluster.", row.Version + 1);
        var operation = ObjectiveOrders.Order(work, caller, OperationKind.RemoveObjective, row);
        work.Audit(caller, new("objective.deleted", "objective", id, row.DisplayName, new Dictionary<string, string>()) { Changes = [new("spec", before, null)] });
        await work.CommitAsync(cancellationToken);
        return new ObjectiveAccepted(operation.ToString(), id);
    }
}
