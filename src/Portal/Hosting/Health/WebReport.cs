using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Domain.Operations;
using Portal.Infrastructure.Operations.Processes;

namespace Portal.Hosting.Health;

/// <summary>The web process's checks, for staff.</summary>
internal sealed class WebReport(IServiceProvider services) : IProcessReport
{
    public string Kind => "web";

    public async Task<IReadOnlyList<ProcessPart>> PartsAsync(CancellationToken cancellationToken)
    {
        // Asked for late: one of the checks asks for the heartbeat that asks for this.
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name != HealthRegistration.Writes, cancellationToken);
        return [.. report.Entries.Select(entry => new ProcessPart(entry.Key, Status(entry.Value.Status), entry.Value.Description ?? ""))];
    }

    public static ProcessStatus Status(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => ProcessStatus.Healthy,
        HealthStatus.Degraded => ProcessStatus.Degraded,
        _ => ProcessStatus.Unhealthy,
    };
}
