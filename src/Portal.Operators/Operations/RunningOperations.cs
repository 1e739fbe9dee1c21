using System.Collections.Concurrent;
using Portal.Domain.Operations;

namespace Portal.Operators.Operations;

/// <summary>What this process works on, so that a notification can make one look whether it was called off.</summary>
internal sealed class RunningOperations
{
    private readonly ConcurrentDictionary<OperationId, SemaphoreSlim> _looks = [];

    public int Count => _looks.Count;

    /// <summary>Released when somebody wants the operation's lease looked at.</summary>
    public SemaphoreSlim Begin(OperationId id) => _looks[id] = new(0);

    public void End(OperationId id)
    {
        if (_looks.TryRemove(id, out var look))
        {
            look.Dispose();
        }
    }

    /// <summary>Makes an attempt of this process look at its row now instead of at its next renewal.</summary>
    public void Look(OperationId id)
    {
        try
        {
            if (_looks.TryGetValue(id, out var look))
            {
                look.Release();
            }
        }
        catch (ObjectDisposedException)
        {
            // It ended in the same moment.
        }
    }
}
