using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Operators.Tenancy;

/// <summary>
/// Keeps tenants' own databases in step with the shared one: plugins and their versions go there, and what the tenant's row says comes back for the
/// lists of tenants, with the platform's log of it; one whose tenant is deleted is emptied. Every replica does it; doing it twice changes nothing.
/// </summary>
internal sealed partial class OwnDatabaseUpkeep(
    PlatformDatabase home, OwnDatabases databases, TenantErasure erasure, TimeProvider time, ILogger<OwnDatabaseUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (databases.All.Count == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Every, time);
        do
        {
            foreach (var own in databases.All)
            {
                await TryAsync(own, stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(OwnDatabase own, CancellationToken cancellationToken)
    {
        try
        {
            await CommonRows.BringAsync(home, own.Platform, cancellationToken);
            await TenantMirror.BringAsync(own.Platform, home, cancellationToken);
            await erasure.SweepAsync(own.Platform, cancellationToken);
        }
        catch (Exception away) when (away is NpgsqlException or IOException or TimeoutException)
        {
            Behind(logger, own.Name, away.Message);
        }
    }

    [LoggerMessage(5230, LogLevel.Warning, "The database {Name} falls behind the shared one: {Reason}")]
    private static partial void Behind(ILogger logger, string name, string reason);
}
