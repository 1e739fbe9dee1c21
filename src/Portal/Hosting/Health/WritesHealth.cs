using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Infrastructure.Operations.Processes;

namespace Portal.Hosting.Health;

/// <summary>A database that answers may still refuse writes: its disk is full, or it is a replica.</summary>
internal sealed class WritesHealth(ProcessHeartbeat heartbeat) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(heartbeat.Failure is { } failure ? HealthCheckResult.Degraded("The last write was refused: " + failure) : HealthCheckResult.Healthy("Writes are taken."));
}
