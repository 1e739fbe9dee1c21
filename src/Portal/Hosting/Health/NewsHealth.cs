using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Operations;

namespace Portal.Hosting.Health;

/// <summary>Without news pages are shown as they were; requests go on.</summary>
internal sealed class NewsHealth(LiveEvents events) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(events.IsConnected ? HealthCheckResult.Healthy("Listening.") : HealthCheckResult.Degraded("Not listening: open pages do not follow changes."));
}
