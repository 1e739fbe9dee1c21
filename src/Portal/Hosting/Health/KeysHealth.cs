using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Hosting.Health;

/// <summary>
/// Whether the key services answer. An outage makes no process unready: it would take pages away that need no secret, from a service that restarting does not heal.
/// </summary>
internal sealed class KeysHealth(KeyOutages outages) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(outages.All is { Count: > 0 } away ? HealthCheckResult.Degraded(string.Join(' ', away)) : HealthCheckResult.Healthy("Secrets can be read and written."));
}
