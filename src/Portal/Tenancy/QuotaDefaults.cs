using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

/// <summary>
/// Writes the options to where the database's own check reads them, once this process has started. Replicas with different options: the last that
/// started wins. A database that is away is waited for.
/// </summary>
internal sealed partial class QuotaDefaults(PlatformDatabase database, IOptions<QuotaOptions> options, TimeProvider time, ILogger<QuotaDefaults> logger) : BackgroundService
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WriteAsync(stoppingToken);
                return;
            }
            catch (NpgsqlException away)
            {
                LogAway(away.Message);
                await Task.Delay(Wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await using var update = database.Source.CreateCommand(
            """
            update portal.quota_default d set limit_value = o.limit_value from unnest($1, $2) o (resource, limit_value)
            where d.resource = o.resource and d.limit_value <> o.limit_value
            """);
        update.Parameters.Add(new() { Value = options.Value.All.Select(quota => QuotaNames.Write(quota.Resource)).ToArray() });
        update.Parameters.Add(new() { Value = options.Value.All.Select(quota => quota.Limit).ToArray() });
        await update.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(130, LogLevel.Warning, "The limits of tenants could not be written yet, and will be: {Reason}")]
    private partial void LogAway(string reason);
}
