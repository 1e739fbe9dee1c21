namespace Portal.Operators.Kubernetes;

/// <summary>Credentials of a plugin: kept until they end, asked for again then or when the server has refused them. One run at a time.</summary>
internal sealed class ExecCredentials(ExecCommand command, TimeProvider time) : IClusterCredentials, IDisposable
{
    /// <summary>So much before its end a credential is not used any more: a request is under way for a while.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _gate = new(1);
    private volatile ClusterCredential? _kept;

    public async ValueTask<ClusterCredential> GetAsync(CancellationToken cancellationToken)
    {
        if (Good() is { } kept)
        {
            return kept;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            return Good() ?? (_kept = await ExecPlugin.RunAsync(command, cancellationToken));
        }
        finally
        {
            _gate.Release();
        }
    }

    public bool Renew(ClusterCredential refused)
    {
        // Only the one that was refused: another request may have got a new one meanwhile.
        Interlocked.CompareExchange(ref _kept, null, refused);
        return true;
    }

    public void Dispose() => _gate.Dispose();

    private ClusterCredential? Good() => _kept is { } kept && (kept.Until is null || kept.Until - Margin > time.GetUtcNow()) ? kept : null;
}
