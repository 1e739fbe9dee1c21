using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Objectives;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;

namespace Portal.Objectives;

/// <summary>Says anew what an objective is. Its name stays; only the version that was read is replaced.</summary>
internal sealed class ReplaceObjective(TenantUnitOfWorks units, ObjectiveCheck check)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The objective.</param>
    /// <param name="document">OpenSLO v1, of kind SLO.</param>
    /// <param name="version">The one that was read; null or empty is refused.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<Result<ObjectiveAccepted>> ExecuteAsync(Caller caller, string id, JsonNode? document, string? version, CancellationToken cancellationToken)
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

        if (string.IsNullOrEmpty(version))
        {
            return new VersionMissing("objective");
        }

        if (row.Origin == ObjectiveOrigin.Cluster)
        {
            return new ObjectiveOfCluster(row.Name);
        }

        if (row.State == ObjectiveStanding.Removing)
        {
            return new ObjectiveIsRemoved(row.Name);
        }

        if (version != row.Version.ToString(CultureInfo.InvariantCulture))
        {
            return new ObjectiveChanged();
        }

        var read = await check.ReadAsync(work, document, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Error!;
        }

        var (objective, title, spec) = read.Value;
        if (objective.Name != row.Name)
        {
            return new InvalidFields([new("/metadata/name", objective.Name, $"A name stays as it is: {row.Name}.")]);
        }

        var before = row.Spec;
        (row.DisplayName, row.Plugin, row.Spec, row.Target, row.PeriodSeconds) = (title, objective.Service, spec, objective.Target, (long)objective.Period.TotalSeconds);
        (row.Version, row.UpdatedAt) = (row.Version + 1, work.Now);
        var operation = ObjectiveOrders.Order(work, caller, OperationKind.ApplyObjective, row);
        work.Audit(caller, new("objective.changed", "objective", id, title, new Dictionary<string, string>()) { Changes = [new("spec", before, spec)] });
        try
        {
            await work.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ObjectiveChanged();
        }

        return new ObjectiveAccepted(operation.ToString(), id);
    }
}
