using Microsoft.Extensions.Logging;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>
/// Runs the controllers: at once after a change, and at the times they asked for. Between those it holds one timer and uses no time at all.
/// </summary>
internal sealed partial class ControlLoop : IAsyncDisposable
{
    private readonly IReadOnlyList<IController> _controllers;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Dictionary<(IController Controller, ObjectKey Key), DateTimeOffset> _due = [];

    // The same, by time; what was put forward or taken meanwhile is still in it and is skipped.
    private readonly PriorityQueue<(IController Controller, ObjectKey Key), (DateTimeOffset At, long Turn)> _order = new();
    private readonly Lock _gate = new();
    private readonly Lock _running = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _timer;
    private long _turn;
    private Task _worker = Task.CompletedTask;

    public ControlLoop(IReadOnlyList<IController> controllers, TimeProvider clock, ILogger<ControlLoop> logger)
    {
        _controllers = controllers;
        _clock = clock;
        _logger = logger;
        _timer = clock.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notes what a change concerns. Called under the store's lock.</summary>
    public void Note(StoreChange change)
    {
        var concerned = false;
        lock (_gate)
        {
            foreach (var controller in _controllers)
            {
                foreach (var key in controller.Concerns(change))
                {
                    Plan((controller, key), DateTimeOffset.MinValue);
                    concerned = true;
                }
            }
        }

        if (concerned)
        {
            Wake();
        }
    }

    public void Start() => _worker = Task.Run(WorkAsync);

    /// <summary>Does, on the caller's thread, all that is due now, and what follows from it.</summary>
    public void RunPending()
    {
        lock (_running)
        {
            while (TakeDue() is { Count: > 0 } batch)
            {
                foreach (var (controller, key) in batch)
                {
                    RunOne(controller, key);
                }
            }

            ArmTimer();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _worker;
        await _timer.DisposeAsync();
        _signal.Dispose();
        _stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                await _signal.WaitAsync(_stopping.Token);
                RunPending();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private void RunOne(IController controller, ObjectKey key)
    {
        try
        {
            if (controller.Reconcile(key, _clock.GetUtcNow()) is { } again)
            {
                Schedule(controller, key, again);
            }
        }
#pragma warning disable CA1031 // One broken object must not stop the cluster: it is logged and looked at again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailure(exception, controller.GetType().Name, key);
            Schedule(controller, key, _clock.GetUtcNow().AddSeconds(1));
        }
    }

    private void Schedule(IController controller, ObjectKey key, DateTimeOffset at)
    {
        lock (_gate)
        {
            Plan((controller, key), at);
        }
    }

    private List<(IController Controller, ObjectKey Key)> TakeDue()
    {
        var now = _clock.GetUtcNow();
        lock (_gate)
        {
            var batch = new List<(IController Controller, ObjectKey Key)>();
            while (Next() is { } next && next.At <= now)
            {
                _order.Dequeue();
                _due.Remove(next.What);
                batch.Add(next.What);
            }

            return batch;
        }
    }

    private void ArmTimer()
    {
        lock (_gate)
        {
            var wait = Next() is { } next ? next.At - _clock.GetUtcNow() : Timeout.InfiniteTimeSpan;
            _timer.Change(wait == Timeout.InfiniteTimeSpan || wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Plan((IController Controller, ObjectKey Key) what, DateTimeOffset at)
    {
        if (!_due.TryGetValue(what, out var earlier) || at < earlier)
        {
            _due[what] = at;
            _order.Enqueue(what, (at, _turn++));
        }
    }

    private ((IController Controller, ObjectKey Key) What, DateTimeOffset At)? Next()
    {
        while (_order.TryPeek(out var what, out var planned))
        {
            if (_due.TryGetValue(what, out var due) && due == planned.At)
            {
                return (what, due);
            }

            _order.Dequeue();
        }

        return null;
    }

    private void Wake()
    {
        // One permit is enough: a run does everything that is due.
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }

    [LoggerMessage(EventId = 7101, Level = LogLevel.Error, Message = "{Controller} failed on {Key}")]
    private partial void LogFailure(Exception exception, string controller, ObjectKey key);
}
