using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Infrastructure.Operations.Processes;

namespace Portal.Hosting.Health;

/// <summary>Who is about to stop is not sent anybody new.</summary>
internal sealed class DrainingHealth(Draining draining) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(draining.HasBegun ? HealthCheckResult.Unhealthy("This process is stopping.") : HealthCheckResult.Healthy("This process takes requests."));
}
