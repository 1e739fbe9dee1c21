using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Portal.Infrastructure.Operations.Backups;

namespace Portal.Operations.Backups;

/// <summary>A last good backup that is older than twice the schedule is a warning; it keeps nobody from being served.</summary>
internal sealed class BackupsHealth(BackupDirectory directory, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var standing = await directory.StandingAsync(cancellationToken);
            var last = standing.LastGood is { } at ? $"The last good one was begun at {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC." : "There is no good one.";
            return standing.IsLate(time.GetUtcNow()) ? HealthCheckResult.Degraded(last) : HealthCheckResult.Healthy(standing.Every is null ? "None are scheduled." : last);
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Degraded("The database does not answer.");
        }
    }
}
