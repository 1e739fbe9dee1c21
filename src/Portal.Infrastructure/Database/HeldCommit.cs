namespace Portal.Infrastructure.Database;

/// <summary>
/// Holds a request's commit back until its answer is known, so that effect and answer are stored in one transaction or not at all.
/// The last unit of work that committed stays open; beginning another one in the same flow commits it for good.
/// </summary>
public sealed class HeldCommit : IAsyncDisposable
{
    // It also flows into what a request leaves running; from the end of the request on it is nobody's.
    private static readonly AsyncLocal<HeldCommit?> Flow = new();
    private TenantUnitOfWork? _held;
    private bool _over;

    private HeldCommit()
    {
    }

    internal static HeldCommit? Current => Flow.Value is { _over: false } current ? current : null;

    /// <summary>From here on, in this flow and what it calls, until disposed. What is still held then is rolled back.</summary>
    public static HeldCommit Begin() => Flow.Value = new();

    /// <summary>Writes what belongs to the effect and commits both.</summary>
    /// <param name="last">Runs in the effect's transaction; false has it rolled back.</param>
    /// <param name="cancellationToken">Ends waiting; whether the commit happened is then unknown.</param>
    /// <returns>Whether it was committed; null when there was nothing to hold.</returns>
    public async Task<bool?> CompleteAsync(Func<TenantUnitOfWork, CancellationToken, Task<bool>> last, CancellationToken cancellationToken)
    {
        if (_held is not { } effect)
        {
            return null;
        }

        var completed = await last(effect, cancellationToken);
        if (completed)
        {
            await SettleAsync(cancellationToken);
        }

        return completed;
    }

    public async ValueTask DisposeAsync()
    {
        _over = true;
        if (Interlocked.Exchange(ref _held, null) is { } left)
        {
            await left.EndAsync();
        }
    }

    internal void Hold(TenantUnitOfWork work)
    {
        if (Interlocked.CompareExchange(ref _held, work, null) is not null)
        {
            throw new InvalidOperationException("Two units of work of one request were open at once: their commits cannot be held.");
        }
    }

    /// <summary>Commits what is held, for good.</summary>
    internal async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _held, null) is not { } held)
        {
            return;
        }

        try
        {
            await held.CommitForGoodAsync(cancellationToken);
        }
        finally
        {
            await held.EndAsync();
        }
    }
}
