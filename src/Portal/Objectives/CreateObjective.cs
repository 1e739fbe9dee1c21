using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Objectives;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives;

namespace Portal.Objectives;

/// <summary>Writes a new objective down and has the operator put it into the cluster.</summary>
internal sealed class CreateObjective(TenantUnitOfWorks units, ObjectiveCheck check)
{
    /// <summary>Each is looked at every ten seconds.</summary>
    public const int Most = 100;

    public async Task<Result<ObjectiveAccepted>> ExecuteAsync(Caller caller, JsonNode? document, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.GovernRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var read = await check.ReadAsync(work, document, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Error!;
        }

        var (objective, title, spec) = read.Value;
        if (await work.Db.Set<ObjectiveRow>().AnyAsync(row => row.Name == objective.Name, cancellationToken))
        {
            return new ObjectiveExists(objective.Name);
        }

        if (await work.Db.Set<ObjectiveRow>().CountAsync(cancellationToken) >= Most)
        {
            return new TooManyObjectives(Most);
        }

        var made = new ObjectiveRow
        {
            TenantId = caller.Tenant,
            Id = new(work.NewId()),
            Name = objective.Name,
            DisplayName = title,
            Plugin = objective.Service,
            Origin = ObjectiveOrigin.Portal,
            Spec = spec,
            Version = 1,
            Target = objective.Target,
            PeriodSeconds = (long)objective.Period.TotalSeconds,
            State = ObjectiveStanding.Pending,
            Message = "Waiting for the operator.",
            CreatedBy = caller.Id,
            CreatedAt = work.Now,
            UpdatedAt = work.Now,
        };
        work.Db.Add(made);
        var operation = ObjectiveOrders.Order(work, caller, OperationKind.ApplyObjective, made);
        work.Audit(caller, new("objective.created", "objective", made.Id.ToString(), title, new Dictionary<string, string>()) { Changes = [new("spec", null, spec)] });
        try
        {
            await work.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException clash) when (ObjectiveOrders.IsTaken(clash))
        {
            return new ObjectiveExists(objective.Name);
        }

        return new ObjectiveAccepted(operation.ToString(), made.Id.ToString());
    }
}
