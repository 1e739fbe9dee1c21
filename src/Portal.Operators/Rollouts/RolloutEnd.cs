using Npgsql;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Rollouts;

/// <summary>What the end of a rollout leaves: its installation in the version that stays, and a record in the audit log.</summary>
internal static class RolloutEnd
{
    public static async Task WriteAsync(
        TenantUnitOfWork unit, RolloutId id, (Guid Installation, string Version, string CorrelationId) row, RolloutStatus status, CancellationToken cancellationToken)
    {
        await using var settle = unit.Command(
            """
            update installation i set version = coalesce($3, i.version), updated_at = $4,
                state = case when i.state in ('uninstalling', 'removed') then i.state when coalesce($3, i.version) is null then 'failed' else 'active' end
            from (select version, state from installation where tenant_id = $1 and id = $2 for update) before
            where i.tenant_id = $1 and i.id = $2 returning before.version, before.state, i.version, i.state
            """).With(unit.Tenant.Value, row.Installation, status.Phase == RolloutPhase.Completed ? row.Version : null, unit.Now);
        var changes = await ChangesAsync(settle, cancellationToken);
        unit.Publish(Topic.Installation, new InstallationId(row.Installation).ToString());
        var action = status.Phase switch
        {
            RolloutPhase.Completed => "rollout.completed",
            RolloutPhase.RolledBack => "rollout.rolled-back",
            RolloutPhase.Aborted => "rollout.aborted",
            _ => "rollout.failed",
        };
        var system = new Caller(unit.Tenant, PrincipalKind.System, default, "operator", "Portal operator", Role.Admin, row.CorrelationId);
        unit.Audit(system, new AuditEntry(action, "rollout", id.ToString(), $"to {row.Version}", new Dictionary<string, string>
        {
            ["reason"] = status.Message,
            ["verdict"] = status.Verdict.ToString(),
        })
        {
            Changes = changes,
        });
    }

    private static async Task<IReadOnlyList<AuditChange>> ChangesAsync(NpgsqlCommand settle, CancellationToken cancellationToken)
    {
        await using var row = await settle.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? AuditDifference.Between(Fields(0), Fields(2)) : [];

        AuditField[] Fields(int at) =>
        [
            new("installation.version", row.IsDBNull(at) ? null : row.GetString(at)),
            new("installation.state", Enum.Parse<InstallationState>(row.GetString(at + 1), ignoreCase: true).ToString()),
        ];
    }
}
