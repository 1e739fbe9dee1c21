using Microsoft.Extensions.Hosting;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>
/// Hears of changed and destroyed keys (<c>LISTEN portal_key</c>) and clears what this process has in memory of them; after a gap, everything. Nothing
/// rests on it alone: what is in memory ends after <see cref="TenantKeys.Longest"/> by itself.
/// </summary>
internal sealed class KeyNews(OwnDatabases databases, TenantKeys keys, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([SweepAsync(stoppingToken), .. databases.Platforms.Select(database => ListenAsync(database, stoppingToken))]);

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(SweepEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                keys.ForgetExpired();
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task ListenAsync(PlatformDatabase database, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await HearAsync(database, cancellationToken);
            }
            catch (Exception away) when (away is NpgsqlException or IOException or TimeoutException or ObjectDisposedException or OperationCanceledException)
            {
                // The database is away, which others say; the loop comes back to it.
                keys.ForgetAll();
            }

            await Task.Delay(Again, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HearAsync(PlatformDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, news) =>
        {
            if (Guid.TryParse(news.Payload, out var tenant))
            {
                keys.Forget(new TenantId(tenant));
            }
        };
        await using (var listen = new NpgsqlCommand("listen portal_key", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        // Whatever happened before anybody listened.
        keys.ForgetAll();
        while (true)
        {
            // A server that is gone without a word would be waited for without end.
            if (!await connection.WaitAsync(Silence, cancellationToken))
            {
                await using var still = new NpgsqlCommand("select 1", connection);
                await still.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }
}
