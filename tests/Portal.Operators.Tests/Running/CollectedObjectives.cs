using Portal.Operators.Objectives;

namespace Portal.Operators.Tests.Running;

/// <summary>Keeps what is told of objectives.</summary>
internal sealed class CollectedObjectives : IObjectiveReporter
{
    private readonly List<ObjectiveReading> _all = [];

    public IReadOnlyList<ObjectiveReading> All => _all;

    public void Report(ObjectiveReading reading) => _all.Add(reading);
}
