using Microsoft.EntityFrameworkCore;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Rollouts.Governance;

/// <summary>Reads policies and gates.</summary>
public static class GateReading
{
    /// <summary>Null when the tenant has none.</summary>
    public static async Task<StoredPolicy?> PolicyAsync(TenantUnitOfWork unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var row = await unit.Db.Set<RolloutPolicyRow>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return row is null ? null : new(PolicyJson.Read(row.Document), row.Version);
    }

    /// <summary>Null when the rollout has no gate. Whoever wants to change it holds it, so that all such changes come one after another.</summary>
    public static async Task<GateCase?> FindAsync(TenantUnitOfWork unit, RolloutId id, bool hold, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (hold)
        {
            await using var wait = unit.Command(
                """
                select from rollout_gate g join rollout r on r.tenant_id = g.tenant_id and r.id = g.rollout_id
                where g.tenant_id = $1 and g.rollout_id = $2 for update
                """).With(unit.Tenant.Value, id.Value);
            await wait.ExecuteNonQueryAsync(cancellationToken);
        }

        if (await unit.Db.Set<RolloutGateRow>().SingleOrDefaultAsync(g => g.RolloutId == id, cancellationToken) is not { } gate)
        {
            return null;
        }

        var rollout = await unit.Db.Set<RolloutRow>().SingleAsync(r => r.Id == id, cancellationToken);
        var decisions = await unit.Db.Set<RolloutDecisionRow>().AsNoTracking().Where(d => d.RolloutId == id).OrderBy(d => d.DecidedAt).ToListAsync(cancellationToken);
        var overridden = await unit.Db.Set<FreezeOverrideRow>().Where(o => o.RolloutId == id).MaxAsync(o => (DateTimeOffset?)o.Until, cancellationToken);
        // Freezes are the policy's of today: one that is declared now holds what waits already.
        var freezes = (await PolicyAsync(unit, cancellationToken))?.Policy.Freezes ?? [];
        var terms = PolicyJson.Read(gate.Terms);
        return new(gate, rollout, terms, new(
            terms.Stages,
            decisions.ConvertAll(d => new ApprovalDecision(d.Stage, d.MemberId, d.DecidedBy, d.Approves, d.Reason, d.DecidedAt)),
            freezes,
            overridden,
            gate.AskedAt));
    }
}
