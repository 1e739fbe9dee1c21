using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Rollouts;

/// <summary>One reading as rows: the rollout, what is new of its timeline, the measurement, and in the end the installation and the audit record.</summary>
internal sealed class RolloutRowWriter(TenantUnitOfWorks units)
{
    public async Task WriteAsync(TenantId tenant, RolloutId id, RolloutReading reading, CancellationToken cancellationToken)
    {
        await using var unit = await units.BeginAsync(tenant, cancellationToken);
        var row = await unit.Db.Set<RolloutRow>().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        // A row that has ended stays as it ended, whatever the cluster does later.
        if (row is null || row.FinishedAt is not null)
        {
            return;
        }

        Copy(reading.Status, row, unit.Now);
        row.Revision = (int)(reading.Resource.WholeAt("metadata", "generation") ?? 0);
        await TellAsync(unit, id, reading.Status, cancellationToken);
        if (reading.Sample is { } sample)
        {
            unit.Db.Add(Measurement(unit, id, reading.Status, sample));
        }

        if (reading.Status.Phase.IsTerminal())
        {
            await EndAsync(unit, row, cancellationToken);
        }

        unit.Publish(Topic.Rollout, id.ToString());
        await unit.CommitAsync(cancellationToken);
    }

    private static void Copy(RolloutStatus status, RolloutRow row, DateTimeOffset now)
    {
        row.Phase = status.Phase.ToString();
        row.Verdict = status.Verdict.ToString();
        row.Message = status.Message;
        row.StepIndex = status.StepIndex;
        row.StepCount = status.StepCount;
        row.Weight = status.Share;
        if (status.Evidence is { } evidence)
        {
            row.Evidence = EvidenceDocument.Bounded(evidence.EValue);
            row.EvidenceLimit = evidence.Limit;
            (row.StableRequests, row.StableErrors) = (evidence.Stable.Requests, evidence.Stable.Errors);
            (row.CanaryRequests, row.CanaryErrors) = (evidence.Canary.Requests, evidence.Canary.Errors);
        }

        row.UpdatedAt = now;
        row.FinishedAt = status.Phase.IsTerminal() ? status.FinishedAt ?? now : null;
    }

    /// <summary>The timeline's numbers make telling it again harmless.</summary>
    private static async Task TellAsync(TenantUnitOfWork unit, RolloutId id, RolloutStatus status, CancellationToken cancellationToken)
    {
        var last = await unit.Db.Set<RolloutEventRow>().Where(e => e.RolloutId == id).MaxAsync(e => (int?)e.Sequence, cancellationToken) ?? 0;
        foreach (var entry in status.Timeline.Where(entry => entry.Sequence > last))
        {
            unit.Db.Add(new RolloutEventRow
            {
                TenantId = unit.Tenant,
                RolloutId = id,
                Sequence = entry.Sequence,
                OccurredAt = entry.At,
                Kind = entry.Kind,
                Message = entry.Message,
                Weight = Math.Clamp(entry.Weight, 0, 100),
            });
        }
    }

    private static RolloutMeasurementRow Measurement(TenantUnitOfWork unit, RolloutId id, RolloutStatus status, Domain.Rollouts.Analysis.AnalysisSample sample) => new()
    {
        TenantId = unit.Tenant,
        RolloutId = id,
        MeasuredAt = sample.At,
        Weight = Math.Clamp(status.Weights.Accepted ?? 0, 0, 100),
        StableRequests = sample.Stable.Requests,
        StableErrors = sample.Stable.Errors,
        StableSlow = sample.Stable.Slow,
        CanaryRequests = sample.Canary.Requests,
        CanaryErrors = sample.Canary.Errors,
        CanarySlow = sample.Canary.Slow,
        Evidence = EvidenceDocument.Bounded(status.Evidence?.EValue ?? 1),
    };

    private static async Task EndAsync(TenantUnitOfWork unit, RolloutRow row, CancellationToken cancellationToken)
    {
        var installation = await unit.Db.Set<InstallationRow>().SingleAsync(i => i.Id == row.InstallationId, cancellationToken);
        var succeeded = row.Phase == nameof(RolloutPhase.Completed);
        if (succeeded)
        {
            installation.Version = row.ToVersion;
        }

        if (installation.State is not (InstallationState.Uninstalling or InstallationState.Removed))
        {
            installation.State = installation.Version is null ? InstallationState.Failed : InstallationState.Active;
        }

        installation.UpdatedAt = unit.Now;
        unit.Publish(Topic.Installation, installation.Id.ToString());
        var action = row.Phase switch
        {
            nameof(RolloutPhase.Completed) => "rollout.completed",
            nameof(RolloutPhase.RolledBack) => "rollout.rolled-back",
            nameof(RolloutPhase.Aborted) => "rollout.aborted",
            _ => "rollout.failed",
        };
        var system = new Caller(unit.Tenant, PrincipalKind.System, default, "operator", "Portal operator", Role.Admin, row.CorrelationId);
        unit.Audit(system, new AuditEntry(action, "rollout", row.Id.ToString(), $"to {row.ToVersion}", new Dictionary<string, string>
        {
            ["reason"] = row.Message,
            ["verdict"] = row.Verdict,
        }));
    }
}
