using System.Collections.Concurrent;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Tests.Running;

/// <summary>A reporter that keeps what it is told.</summary>
internal sealed class CollectedReadings : IRolloutReporter
{
    public ConcurrentQueue<RolloutReading> Readings { get; } = [];

    public void Report(RolloutReading reading) => Readings.Enqueue(reading);
}
