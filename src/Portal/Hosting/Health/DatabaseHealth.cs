using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Hosting.Health;

/// <summary>Ready means that the database answers, soon.</summary>
internal sealed class DatabaseHealth(PlatformDatabase database, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Longest);
        var began = time.GetTimestamp();
        try
        {
            await using var command = database.Source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(patience.Token);
            var took = time.GetElapsedTime(began);
            return took < Slow
                ? HealthCheckResult.Healthy($"It answered in {took.TotalMilliseconds:0} ms.")
                : HealthCheckResult.Degraded($"It is slow: it answered in {took.TotalMilliseconds:0} ms.");
        }
        catch (NpgsqlException away)
        {
            return HealthCheckResult.Unhealthy("It does not answer.", away);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"It did not answer within {Longest.TotalSeconds:0} s.");
        }
    }
}
