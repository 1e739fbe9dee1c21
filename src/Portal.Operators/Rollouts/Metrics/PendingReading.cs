namespace Portal.Operators.Rollouts.Metrics;

/// <summary>
/// One question to a source at a time. A source that is slow is not asked again before it has answered or its time is over, and whoever looks after the
/// rollout waits for it only a moment: other rollouts, and whatever a person asks of this one, go on.
/// </summary>
internal sealed class PendingReading(IMetricSource source, TimeSpan timeout)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private Task<MetricReading>? _reading;

    public bool IsUnderWay => _reading is not null;

    /// <returns>The answer, or null while there is none yet.</returns>
    public async Task<MetricReading?> AskAsync(MetricScope scope, CancellationToken cancellationToken)
    {
        if (_reading is null)
        {
            _reading = ReadAsync(scope, cancellationToken);
            await Task.WhenAny(_reading, Task.Delay(Moment, cancellationToken));
        }

        if (!_reading.IsCompleted)
        {
            return null;
        }

        var reading = _reading;
        _reading = null;
        return await reading;
    }

    /// <summary>Asks and waits to the end, for whoever has nothing else to do.</summary>
    public async Task<MetricReading> ReadAsync(MetricScope scope, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await source.ReadAsync(scope, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return MetricReading.Missing($"the source did not answer within {timeout.TotalSeconds:0.#} s");
        }
    }
}
