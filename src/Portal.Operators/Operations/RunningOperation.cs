namespace Portal.Operators.Operations;

/// <summary>An attempt under way in this process, and why it is to stop.</summary>
internal sealed class RunningOperation(CancellationToken stopping) : IDisposable
{
    // As far as a timer reaches; no attempt takes this long.
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(30);

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private ITimer? _deadline;

    /// <summary>For the handler.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Why somebody called it off; null when nobody did.</summary>
    public string? CancelReason { get; private set; }

    public void LimitTo(TimeSpan longest) => _stop.CancelAfter(longest);

    /// <summary>Its deadline passed while it ran. An attempt that ends well all the same has ended well.</summary>
    public bool IsPastDeadline { get; private set; }

    /// <summary>Stops the attempt when the deadline passes.</summary>
    public void CutAt(DateTimeOffset deadline, TimeProvider time)
    {
        var left = deadline - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            PassDeadline();
        }
        else if (left < Horizon)
        {
            _deadline = time.CreateTimer(_ => PassDeadline(), null, left, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Somebody else has taken over.</summary>
    public bool IsLost { get; private set; }

    public Task LoseAsync()
    {
        IsLost = true;
        return _stop.CancelAsync();
    }

    public Task CancelAsync(string reason)
    {
        CancelReason = reason;
        return _stop.CancelAsync();
    }

    public void Dispose()
    {
        _deadline?.Dispose();
        _stop.Dispose();
    }

    private void PassDeadline()
    {
        IsPastDeadline = true;
        try
        {
            // Not Cancel: what handlers registered runs elsewhere, and what it throws does not end the process.
            _ = _stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The attempt ended in the same moment.
        }
    }
}
