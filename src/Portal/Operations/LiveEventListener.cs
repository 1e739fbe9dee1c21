using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Operations;

/// <summary>LISTENs on a connection of its own to each database, and comes back after any loss; subscribers then read anew.</summary>
internal sealed partial class LiveEventListener(OwnDatabases databases, LiveEvents events, TimeProvider time, ILogger<LiveEventListener> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    // The shared database's connection is the one whose loss people are told of: most of them live there.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(databases.Platforms.Select((database, i) => KeepListeningAsync(database, isShared: i == 0, stoppingToken)));

    private async Task KeepListeningAsync(PlatformDatabase database, bool isShared, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(database, isShared, stoppingToken);
            }
            catch (Exception lost) when (lost is NpgsqlException or TimeoutException or IOException)
            {
                LogLost(lost.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            SetConnected(isShared, false);
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(PlatformDatabase database, bool isShared, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Receive(notification.Payload);
        await using (var listen = new NpgsqlCommand("listen portal_event", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        SetConnected(isShared, true);
        events.AnnounceAll();
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

    private void SetConnected(bool isShared, bool connected)
    {
        if (isShared)
        {
            events.SetConnected(connected);
        }
    }

    private void Receive(string payload)
    {
        var parts = payload.Split(':', 3);
        if (parts.Length == 3 && Guid.TryParse(parts[0], out var tenant))
        {
            events.Announce(new(new TenantId(tenant), parts[1], parts[2]));
        }
    }

    [LoggerMessage(100, LogLevel.Warning, "Lost the connection that brings news, and will be back: {Reason}")]
    private partial void LogLost(string reason);
}
