namespace Portal.Operators.Kubernetes;

/// <summary>
/// A queue of keys with client-go's semantics: a key is worked on by one worker at a time; added while it is worked on it
/// comes again afterwards; added twice it comes once; later additions keep the earliest time; failures wait longer each time. What is urgent comes first.
/// </summary>
internal sealed class WorkQueue<TKey>(TimeProvider time) : IDisposable
    where TKey : notnull
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _ready = new(0);
    private readonly Queue<TKey> _urgent = new();
    private readonly Queue<TKey> _ordinary = new();
    private readonly HashSet<TKey> _dirty = [];
    private readonly HashSet<TKey> _processing = [];
    private readonly Dictionary<TKey, Waiting> _waiting = [];
    private readonly Dictionary<TKey, Backoff> _failures = [];
    private bool _isOver;

    /// <summary>Keys that are due or being worked on.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _dirty.Count + _processing.Count;
            }
        }
    }

    public void Add(TKey key, bool isUrgent = false)
    {
        lock (_lock)
        {
            Cancel(key);
            if (_dirty.Add(key) && !_processing.Contains(key))
            {
                Offer(key, isUrgent);
            }
        }
    }

    public void AddAfter(TKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }

        lock (_lock)
        {
            var due = time.GetUtcNow() + delay;
            if (_dirty.Contains(key) || (_waiting.TryGetValue(key, out var before) && before.Due <= due))
            {
                return;
            }

            Cancel(key);
            _waiting[key] = new Waiting(due, time.CreateTimer(_ => Add(key, isUrgent: true), null, delay, Timeout.InfiniteTimeSpan));
        }
    }

    /// <summary>Tries again later, each time a little later; returns how much.</summary>
    public TimeSpan AddRateLimited(TKey key)
    {
        TimeSpan delay;
        lock (_lock)
        {
            if (!_failures.TryGetValue(key, out var backoff))
            {
                _failures[key] = backoff = new Backoff(FirstRetry, LongestRetry);
            }

            delay = backoff.Next();
        }

        AddAfter(key, delay);
        return delay;
    }

    /// <summary>It went well: the next failure is a first one again.</summary>
    public void Forget(TKey key)
    {
        lock (_lock)
        {
            _failures.Remove(key);
        }
    }

    public async ValueTask<TKey> TakeAsync(CancellationToken cancellationToken)
    {
        await _ready.WaitAsync(cancellationToken);
        lock (_lock)
        {
            var key = _urgent.TryDequeue(out var first) ? first : _ordinary.Dequeue();
            _dirty.Remove(key);
            _processing.Add(key);
            return key;
        }
    }

    public void Done(TKey key)
    {
        lock (_lock)
        {
            _processing.Remove(key);
            if (_dirty.Contains(key))
            {
                Offer(key, isUrgent: true);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var waiting in _waiting.Values)
            {
                waiting.Timer.Dispose();
            }

            _waiting.Clear();
            _isOver = true;
            _ready.Dispose();
        }
    }

    private void Offer(TKey key, bool isUrgent)
    {
        if (!_isOver)
        {
            (isUrgent ? _urgent : _ordinary).Enqueue(key);
            _ready.Release();
        }
    }

    private void Cancel(TKey key)
    {
        if (_waiting.Remove(key, out var waiting))
        {
            waiting.Timer.Dispose();
        }
    }

    private readonly record struct Waiting(DateTimeOffset Due, ITimer Timer);
}
