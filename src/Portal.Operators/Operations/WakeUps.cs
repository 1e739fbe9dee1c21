using System.Threading.Channels;

namespace Portal.Operators.Operations;

/// <summary>When the scheduler is to wake the operators next. Asking never waits: the scheduler's tables may be locked.</summary>
internal sealed class WakeUps(TimeProvider time)
{
    // Being early or late by this much is no reason to write a trigger.
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(1);
    private readonly Channel<DateTimeOffset> _asked = Channel.CreateBounded<DateTimeOffset>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Lock _lock = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public ChannelReader<DateTimeOffset> Asked => _asked.Reader;

    public void Ask(DateTimeOffset at)
    {
        lock (_lock)
        {
            // One that has passed counts no more; one that comes earlier will look anyway.
            if (_next > time.GetUtcNow() && at >= _next - Grain)
            {
                return;
            }

            _next = at;
        }

        _asked.Writer.TryWrite(at);
    }
}
