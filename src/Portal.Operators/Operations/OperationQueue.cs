using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Operations;

/// <summary>
/// Works off the operations of one database. The volume goes this way: claims in batches straight from the table, as many as this process has hands.
/// A claim follows a notification, the end of an operation, the next due time, or, when all of these are lost, <see cref="QueueOptions.LookEvery"/>.
/// Quartz takes no part in it, so that nothing waits when its tables are locked; it wakes operators for what is due later (<see cref="WakeUpJob"/>)
/// and begins what recurs (<see cref="Recurring.RecurringJob"/>).
/// </summary>
internal sealed partial class OperationQueue(
    PlatformDatabase database,
    PlatformOperations? deployment,
    OperationClaims claims,
    OperationRunner runner,
    OperationSlots slots,
    WakeUps wakeUps,
    QueueOptions options,
    TimeProvider time,
    ILogger logger)
{
    // Under load a claim waits a moment, so that it takes several: each costs the same.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(10);
    private readonly HashSet<Task> _running = [];
    private readonly Lock _lock = new();
    private long _sweptAt;

    public OperationSignal Signal { get; } = new();

    public PlatformDatabase Database => database;

    /// <summary>What is under way here.</summary>
    public IReadOnlyList<Task> Running
    {
        get
        {
            lock (_lock)
            {
                return [.. _running];
            }
        }
    }

    /// <summary>Looks once and begins what it finds.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> LookAsync(CancellationToken stopping, CancellationToken abort)
    {
        await using (await database.Source.OpenConnectionAsync(stopping))
        {
            // Reachable: who waits for a database that is away keeps no hand from the others meanwhile.
        }

        var free = await slots.TakeAsync(stopping);
        var begun = 0;
        try
        {
            if (_sweptAt == 0 || time.GetElapsedTime(_sweptAt) >= options.LookEvery)
            {
                _sweptAt = time.GetTimestamp();
                begun += await SweepAsync(free, stopping, abort);
            }

            if (deployment is not null && begun < free)
            {
                begun += Begin(await deployment.ClaimAsync(free - begun, stopping), abort);
            }

            if (begun < free)
            {
                begun += Begin(await claims.ClaimAsync(database, free - begun, stopping), abort);
            }
        }
        finally
        {
            slots.Return(free - begun);
        }

        return begun == free;
    }

    /// <summary>Waits until there is a reason to look.</summary>
    public async Task WaitAsync(bool more, CancellationToken stopping)
    {
        if (more)
        {
            await Task.Delay(Gather, time, stopping);
            return;
        }

        var wait = options.LookEvery;
        if (await claims.NextAsync(database, stopping) is { } next)
        {
            wakeUps.Ask(next);
            var until = next - time.GetUtcNow();
            if (until <= TimeSpan.Zero)
            {
                // A lease or a deadline is over: that is what the sweep is for.
                _sweptAt = 0;
            }

            wait = until < wait ? TimeSpan.FromTicks(Math.Max(until.Ticks, Gather.Ticks)) : wait;
        }

        await Signal.WaitAsync(wait, time, stopping);
    }

    private async Task<int> SweepAsync(int free, CancellationToken stopping, CancellationToken abort)
    {
        await claims.SweepAsync(database, stopping);
        await (deployment?.SweepAsync(stopping) ?? Task.FromResult(0));
        var abandoned = await claims.TakeAbandonedAsync(database, free, stopping);
        foreach (var (operation, reason) in abandoned)
        {
            Begin(operation, () => runner.AbandonAsync(operation, reason, abort));
        }

        // Here and not with each claim: it is rare that anything is this old, and claims are many.
        return abandoned.Count < free ? abandoned.Count + Begin(await claims.ClaimAgedAsync(database, free - abandoned.Count, stopping), abort) : abandoned.Count;
    }

    private int Begin(IReadOnlyList<ClaimedOperation> taken, CancellationToken abort)
    {
        foreach (var operation in taken)
        {
            Begin(operation, () => RunAsync(operation, abort));
        }

        return taken.Count;
    }

    private void Begin(ClaimedOperation operation, Func<Task> work)
    {
        var task = Task.Run(() => GuardAsync(operation, work));
        lock (_lock)
        {
            _running.Add(task);
        }

        _ = task.ContinueWith(
            ended =>
            {
                lock (_lock)
                {
                    _running.Remove(ended);
                }
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(ClaimedOperation operation, CancellationToken abort)
    {
        if (await runner.RunAsync(operation, abort) is { } again)
        {
            wakeUps.Ask(again);
        }
    }

    /// <summary>Whatever happens, the hand is free again, and whatever waited for this one may be due.</summary>
    private async Task GuardAsync(ClaimedOperation operation, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // The process stops; the operation was given back.
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
        {
            LeftOpen(logger, operation.Kind, operation.Id.ToString(), e.Message);
        }
        catch (Exception e)
        {
            Broken(logger, operation.Kind, operation.Id.ToString(), e);
        }
        finally
        {
            slots.Return(1);
            Signal.Raise();
        }
    }

    [LoggerMessage(5211, LogLevel.Warning, "The end of {Kind} {Operation} could not be written down; it is begun again once its lease is over: {Reason}")]
    private static partial void LeftOpen(ILogger logger, string kind, string operation, string reason);

    [LoggerMessage(5212, LogLevel.Error, "{Kind} {Operation} could not be ended; it is begun again once its lease is over.")]
    private static partial void Broken(ILogger logger, string kind, string operation, Exception exception);
}
