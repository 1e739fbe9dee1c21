namespace Portal.Operators.Rollouts;

/// <summary>For an operator that works without the portal's database.</summary>
internal sealed class SilentReporter : IRolloutReporter
{
    public void Report(RolloutReading reading)
    {
        // The custom resource's status says it all.
    }
}
