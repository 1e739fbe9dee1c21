using Microsoft.Extensions.Logging;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Storage;

/// <summary>Keeps the file close behind the store: at most a second after a change, and at the end.</summary>
internal sealed partial class SnapshotWriter : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(700);

    private readonly ClusterStore _store;
    private readonly SnapshotFile _file;
    private readonly ILogger _logger;
    private readonly Timer _timer;
    private readonly Lock _writing = new();
    private int _isDirty;

    // Wall time on purpose: the disk does not live by a simulated clock.
    public SnapshotWriter(ClusterStore store, SnapshotFile file, ILogger<SnapshotWriter> logger)
    {
        (_store, _file, _logger) = (store, file, logger);
        _timer = new Timer(_ => WriteIfDirty(), null, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>A renewed lease alone is not worth writing: an idle cluster would write all the time.</summary>
    public void Note(StoreChange change)
    {
        if (change.Key.Collection == Collections.Leases && change.Kind == ChangeKind.Modified)
        {
            return;
        }

        if (Interlocked.Exchange(ref _isDirty, 1) == 0)
        {
            _timer.Change(Delay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Writes the state with which the process ends. A full disk must not keep it from ending.</summary>
    public void WriteLast() => TryWrite();

    public void Dispose() => _timer.Dispose();

    private void WriteIfDirty()
    {
        if (!TryWrite())
        {
            Interlocked.Exchange(ref _isDirty, 1);
            _timer.Change(Delay * 10, Timeout.InfiniteTimeSpan);
        }
    }

    private bool TryWrite()
    {
        try
        {
            lock (_writing)
            {
                Interlocked.Exchange(ref _isDirty, 0);
                _file.Write(_store);
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogFailure(exception);
            return false;
        }
    }

    [LoggerMessage(EventId = 7121, Level = LogLevel.Warning, Message = "The cluster's state could not be written")]
    private partial void LogFailure(Exception exception);
}
