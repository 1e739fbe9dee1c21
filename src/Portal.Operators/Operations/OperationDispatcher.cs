using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Operators.Hosting;

namespace Portal.Operators.Operations;

/// <summary>
/// Works off the queues of all databases, each by itself: one that is away holds up its own tenant alone. Hears of new operations and of cancellations
/// (<c>LISTEN portal_operation</c>).
/// </summary>
internal sealed partial class OperationDispatcher(
    OwnDatabases databases,
    OperationClaims claims,
    PlatformOperations deployment,
    OperationRunner runner,
    RunningOperations running,
    WakeUps wakeUps,
    QueueOptions options,
    OperatorHealth health,
    TimeProvider time,
    ILogger<OperationDispatcher> logger) : BackgroundService
{
    private const string Cancel = "cancel:";

    // What is nearly done is let finish before the rest is given back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        health.IsDispatching = false;
        using var slots = new OperationSlots(options.Concurrency);
        using var abort = new CancellationTokenSource();
        var queues = databases.Platforms.Select((database, i) =>
            new OperationQueue(database, i == 0 ? deployment : null, claims, runner, slots, wakeUps, options, time, logger)).ToList();
        await Task.WhenAll(queues.SelectMany((queue, i) => new[] { WorkAsync(queue, i == 0, stoppingToken, abort.Token), ListenAsync(queue, stoppingToken) }));

        var open = queues.SelectMany(queue => queue.Running).ToList();
        await Task.WhenAny(Task.WhenAll(open), Task.Delay(Patience, time, CancellationToken.None));
        await abort.CancelAsync();
        await Task.WhenAll(open);
    }

    private Task WorkAsync(OperationQueue queue, bool isShared, CancellationToken stopping, CancellationToken abort) => KeepTryingAsync("operations", isShared, async () =>
    {
        while (true)
        {
            var more = await queue.LookAsync(stopping, abort);
            health.IsDispatching |= isShared;
            await queue.WaitAsync(more, stopping);
        }
    }, stopping);

    private Task ListenAsync(OperationQueue queue, CancellationToken cancellationToken) => KeepTryingAsync("notifications", isShared: false, async () =>
    {
        await using var connection = await queue.Database.Source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Hear(queue, notification.Payload);
        await using (var listen = new NpgsqlCommand("listen portal_operation", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        // Whatever was written before anybody listened.
        queue.Signal.Raise();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }, cancellationToken);

    private void Hear(OperationQueue queue, string payload)
    {
        if (payload.StartsWith(Cancel, StringComparison.Ordinal) && Guid.TryParse(payload.AsSpan(Cancel.Length), out var id))
        {
            running.Look(new OperationId(id));
        }

        queue.Signal.Raise();
    }

    /// <summary>Does it until the process stops; failures wait longer each time.</summary>
    private async Task KeepTryingAsync(string what, bool isShared, Func<Task> attempt, CancellationToken cancellationToken)
    {
        var retrying = new Retrying(time);
        while (!cancellationToken.IsCancellationRequested)
        {
            retrying.Begin();
            try
            {
                await attempt();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                health.IsDispatching &= !isShared;
                var wait = retrying.Next();
                Interrupted(logger, what, e.Message, wait.TotalSeconds);
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(5210, LogLevel.Warning, "The database keeps {What} waiting: {Reason} Again in {Seconds:0.0} s.")]
    private static partial void Interrupted(ILogger logger, string what, string reason, double seconds);
}
