using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;
using Portal.Infrastructure.Rollouts.Governance;

namespace Portal.Rollouts.Governance;

/// <summary>Reads and replaces the tenant's policy. Only the version that was read is replaced.</summary>
internal sealed class RolloutPolicies(TenantUnitOfWorks units)
{
    private static readonly PolicyDraft Empty = new([], true, [], []);

    public async Task<Result<RolloutPolicyView>> FindAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var row = await work.Db.Set<RolloutPolicyRow>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return View(row);
    }

    /// <param name="caller">Who asks.</param>
    /// <param name="draft">The policy as a whole.</param>
    /// <param name="version">The one that was read; null or empty is refused.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<Result<RolloutPolicyView>> ReplaceAsync(Caller caller, PolicyDraft draft, string? version, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.GovernRollouts) is { } forbidden)
        {
            return forbidden;
        }

        if (string.IsNullOrEmpty(version))
        {
            return new VersionMissing("rollout policy");
        }

        var policy = PolicyRules.Check(draft);
        if (!policy.Succeeded)
        {
            return policy.Error!;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await UnknownAsync(work, draft, cancellationToken) is { Count: > 0 } unknown)
        {
            return new InvalidFields(unknown);
        }

        var row = await work.Db.Set<RolloutPolicyRow>().SingleOrDefaultAsync(cancellationToken);
        if (version != (row?.Version ?? 0).ToString(CultureInfo.InvariantCulture))
        {
            return new RolloutPolicyChanged();
        }

        var before = row?.Document;
        row = Write(work, caller, row, PolicyJson.Write(draft));
        work.Audit(caller, new("rollout-policy.changed", "rollout-policy", caller.Tenant.ToString(), "Rollout policy", new Dictionary<string, string>())
        {
            Changes = [new("policy", before, row.Document), new("version", before is null ? null : Whole(row.Version - 1), Whole(row.Version))],
        });
        await LookAtAllAsync(work, caller, cancellationToken);
        work.Publish(Topic.Rollout, "");
        try
        {
            await work.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException clash) when (clash is DbUpdateConcurrencyException || clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new RolloutPolicyChanged();
        }

        return View(row);
    }

    private static RolloutPolicyRow Write(TenantUnitOfWork work, Caller caller, RolloutPolicyRow? row, string document)
    {
        if (row is null)
        {
            row = new RolloutPolicyRow { TenantId = work.Tenant, Version = 1, Document = document, UpdatedBy = caller.Id, UpdatedAt = work.Now };
            work.Db.Add(row);
            return row;
        }

        (row.Version, row.Document, row.UpdatedBy, row.UpdatedAt) = (row.Version + 1, document, caller.Id, work.Now);
        return row;
    }

    /// <summary>Groups and plugins are named; a name of nothing would hold rollouts for ever, or none.</summary>
    private static async Task<List<FieldError>> UnknownAsync(TenantUnitOfWork work, PolicyDraft draft, CancellationToken cancellationToken)
    {
        var groups = await work.Db.Set<ApprovalGroupRow>().Select(g => g.Name).ToListAsync(cancellationToken);
        var named = draft.Plugins ?? [];
        var plugins = await work.Db.Set<PluginRow>().Where(p => named.Contains(p.Key)).Select(p => p.Key).ToListAsync(cancellationToken);
        return
        [
            .. (draft.Stages ?? []).SelectMany((stage, i) => (stage?.Groups ?? []).Select((name, j) => (Pointer: $"/stages/{Whole(i)}/groups/{Whole(j)}", Name: name)))
                .Where(group => !groups.Contains(group.Name!)).Select(group => new FieldError(group.Pointer, FieldText.Excerpt(group.Name), "There is no approval group of this name; make it first.")),
            .. named.Select((name, i) => (Pointer: $"/plugins/{Whole(i)}", Name: name))
                .Where(plugin => !plugins.Contains(plugin.Name!)).Select(plugin => new FieldError(plugin.Pointer, FieldText.Excerpt(plugin.Name), "There is no plugin of this key in the marketplace.")),
        ];
    }

    /// <summary>A freeze that is taken back may let something begin, a new one holds what waits.</summary>
    private static async Task LookAtAllAsync(TenantUnitOfWork work, Caller caller, CancellationToken cancellationToken)
    {
        var waiting = await (
            from gate in work.Db.Set<RolloutGateRow>()
            join rollout in work.Db.Set<RolloutRow>() on gate.RolloutId equals rollout.Id
            where gate.State == GateStanding.Waiting && rollout.FinishedAt == null
            select rollout).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var rollout in waiting)
        {
            RolloutGates.Look(work, rollout, caller.Name, work.Now);
        }
    }

    private static RolloutPolicyView View(RolloutPolicyRow? row) => row is null ? new(0, Empty, null) : new(row.Version, PolicyJson.ReadDraft(row.Document), row.UpdatedAt);

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
