namespace Portal.Operators.Operations;

/// <summary>How many operations this process may still begin, over all databases.</summary>
internal sealed class OperationSlots(int total) : IDisposable
{
    private readonly SemaphoreSlim _free = new(total);

    public int Free => _free.CurrentCount;

    /// <summary>Waits for one, then takes what else is free.</summary>
    public async Task<int> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        var taken = 1;
        while (taken < total && _free.Wait(0, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    public void Return(int count)
    {
        if (count > 0)
        {
            _free.Release(count);
        }
    }

    public void Dispose() => _free.Dispose();
}
