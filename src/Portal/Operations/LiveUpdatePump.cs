using System.Threading.Channels;

namespace Portal.Operations;

/// <summary>Turns a burst of signals into single calls, spaced apart.</summary>
internal sealed class LiveUpdatePump : IAsyncDisposable
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(250);
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private IDisposable? _subscription;

    public LiveUpdatePump(Func<Task> changed, TimeProvider time) => _loop = RunAsync(changed, time, _stop.Token);

    public void Attach(IDisposable subscription) => _subscription = subscription;

    public void Signal() => _signals.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        _signals.Writer.TryComplete();
        await _stop.CancelAsync();
        // Not awaited: the loop may be inside a callback that waits for the very renderer that is disposing this.
        _ = _loop.ContinueWith(_ => _stop.Dispose(), TaskScheduler.Default);
    }

    private async Task RunAsync(Func<Task> changed, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in _signals.Reader.ReadAllAsync(cancellationToken))
            {
                await changed();
                await Task.Delay(Spacing, time, cancellationToken);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // The page is gone.
        }
    }
}
