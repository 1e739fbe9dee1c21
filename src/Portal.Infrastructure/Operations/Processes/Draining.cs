namespace Portal.Infrastructure.Operations.Processes;

/// <summary>Whether this process has been asked to stop: it then finishes what it has and is not ready for more.</summary>
public sealed class Draining
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool HasBegun => _begun.Task.IsCompleted;

    public void Begin() => _begun.TrySetResult();

    /// <summary>Returns after the time, at the beginning of draining if that is still to come, or when canceled.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        var delay = Task.Delay(longest, time, cancellationToken);
        await (HasBegun ? delay : Task.WhenAny(delay, _begun.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
