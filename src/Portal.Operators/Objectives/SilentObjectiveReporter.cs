namespace Portal.Operators.Objectives;

/// <summary>Without a database there is nobody to tell.</summary>
internal sealed class SilentObjectiveReporter : IObjectiveReporter
{
    public void Report(ObjectiveReading reading)
    {
        // The object's own status says it.
    }
}
