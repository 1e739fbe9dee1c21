using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Access;
using Portal.Domain.Objectives;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives;

namespace Portal.Objectives;

/// <summary>What the use cases that change objectives share.</summary>
internal static class ObjectiveOrders
{
    /// <summary>The objective that a request names; null when there is none of this tenant.</summary>
    public static async Task<ObjectiveRow?> FindAsync(TenantUnitOfWork work, string id, CancellationToken cancellationToken) =>
        ObjectiveId.TryParse(id, out var objective) ? await work.Db.Set<ObjectiveRow>().SingleOrDefaultAsync(row => row.Id == objective, cancellationToken) : null;

    /// <summary>Orders about one objective are carried out one after another.</summary>
    public static OperationId Order(TenantUnitOfWork work, Caller caller, string kind, ObjectiveRow row)
    {
        work.Publish(Topic.Objective, row.Id.ToString());
        return work.Enqueue(
            kind, $"objective:{row.Id}", ("objective", row.Id.ToString()), new JsonObject { ["by"] = caller.Name }.ToJsonString(), caller.CorrelationId, caller.Name);
    }

    public static bool IsTaken(DbUpdateException clash) => clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
