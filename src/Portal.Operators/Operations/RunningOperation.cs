namespace Portal.Operators.Operations;

/// <summary>An attempt under way in this process, and why it is to stop.</summary>
internal sealed class RunningOperation(CancellationToken stopping) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);

    /// <summary>For the handler.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Why somebody called it off; null when nobody did.</summary>
    public string? CancelReason { get; private set; }

    public void LimitTo(TimeSpan longest) => _stop.CancelAfter(longest);

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

    public void Dispose() => _stop.Dispose();
}
