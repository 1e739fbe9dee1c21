using Microsoft.Extensions.Options;
using Portal.Domain.Operations;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;
using Portal.Domain.Rollouts.Planning;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Operators.Kubernetes;
using Portal.Operators.Objectives.Alerts;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Rollouts;

/// <summary>One reading as rows: the rollout, what is new of its timeline, the measurement, and in the end the installation and the audit record.</summary>
internal sealed class RolloutRowWriter(TenantUnitOfWorks units, IOptions<AlertOptions> alerts)
{
    public async Task WriteAsync(TenantId tenant, RolloutId id, RolloutReading reading, CancellationToken cancellationToken)
    {
        await using var unit = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        if (await UpdateAsync(unit, id, reading, cancellationToken) is not { } row)
        {
            return;
        }

        var timeline = OfThisAttempt(reading.Status.Timeline);
        await TellAsync(unit, id, timeline, cancellationToken);
        await RolloutAlertWriter.WriteAsync(unit, id, reading, timeline, alerts.Value.Cluster, cancellationToken);
        if (reading.Sample is { } sample)
        {
            await MeasureAsync(unit, id, reading.Status, sample, cancellationToken);
        }

        if (reading.Status.Phase.IsTerminal())
        {
            await RolloutEnd.WriteAsync(unit, id, row, reading.Status, cancellationToken);
        }

        unit.Publish(Topic.Rollout, id.ToString());
        await unit.CommitAsync(cancellationToken);
    }

    /// <summary>A row that has ended stays as it ended, whatever the cluster does later.</summary>
    private static async Task<(Guid Installation, string Version, string CorrelationId)?> UpdateAsync(
        TenantUnitOfWork unit, RolloutId id, RolloutReading reading, CancellationToken cancellationToken)
    {
        var status = reading.Status;
        var evidence = status.Evidence;
        await using var update = unit.Command(
            """
            update rollout set phase = $3, verdict = $4, message = $5, step_index = $6, step_count = $7, weight = $8, revision = $9,
                evidence = coalesce($10, evidence), evidence_limit = coalesce($11, evidence_limit),
                stable_requests = coalesce($12, stable_requests), stable_errors = coalesce($13, stable_errors),
                canary_requests = coalesce($14, canary_requests), canary_errors = coalesce($15, canary_errors),
                updated_at = $16, finished_at = $17, queue_place = $18
            where tenant_id = $1 and id = $2 and finished_at is null
            returning installation_id, to_version, correlation_id
            """).With(
            unit.Tenant.Value, id.Value, status.Phase.ToString(), status.Verdict.ToString(), status.Message, status.StepIndex, status.StepCount, Percent(status.Share),
            (int)(reading.Resource.WholeAt("metadata", "generation") ?? 0),
            evidence is null ? null : EvidenceDocument.Bounded(evidence.EValue), evidence?.Limit,
            evidence?.Stable.Requests, evidence?.Stable.Errors, evidence?.Canary.Requests, evidence?.Canary.Errors,
            unit.Now, status.Phase.IsTerminal() ? status.FinishedAt ?? unit.Now : null,
            status.QueuePlace);
        await using var row = await update.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.GetGuid(0), row.GetString(1), row.GetString(2)) : null;
    }

    /// <summary>The resource remembers all attempts at a revision; a row is one of them.</summary>
    private static List<RolloutTimelineEntry> OfThisAttempt(IReadOnlyList<RolloutTimelineEntry> timeline)
    {
        var all = timeline.ToList();
        return all[Math.Max(0, all.FindLastIndex(entry => entry.Kind == nameof(RolloutEventKind.Started)))..];
    }

    /// <summary>The timeline's numbers make telling it again harmless.</summary>
    private static async Task TellAsync(TenantUnitOfWork unit, RolloutId id, IReadOnlyList<RolloutTimelineEntry> timeline, CancellationToken cancellationToken)
    {
        await using var insert = unit.Command(
            """
            insert into rollout_event (tenant_id, rollout_id, sequence, occurred_at, kind, message, weight)
            select $1, $2, e.* from unnest($3, $4, $5, $6, $7) e on conflict do nothing
            """).With(
            unit.Tenant.Value, id.Value, timeline.Select(entry => entry.Sequence).ToArray(), timeline.Select(entry => entry.At).ToArray(),
            timeline.Select(entry => entry.Kind).ToArray(), timeline.Select(entry => entry.Message).ToArray(), timeline.Select(entry => Percent(entry.Weight)).ToArray());
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task MeasureAsync(TenantUnitOfWork unit, RolloutId id, RolloutStatus status, AnalysisSample sample, CancellationToken cancellationToken)
    {
        await using var insert = unit.Command(
            """
            insert into rollout_measurement (tenant_id, rollout_id, measured_at, weight, stable_requests, stable_errors, stable_slow,
                canary_requests, canary_errors, canary_slow, evidence)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing
            """).With(
            unit.Tenant.Value, id.Value, sample.At, Percent(status.Weights.Accepted ?? 0),
            sample.Stable.Requests, sample.Stable.Errors, sample.Stable.Slow, sample.Canary.Requests, sample.Canary.Errors, sample.Canary.Slow,
            EvidenceDocument.Bounded(status.Evidence?.EValue ?? 1));
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static int Percent(int weight) => Math.Clamp(weight, 0, 100);
}
