namespace Portal.Operators.Rollouts;

/// <summary>Tells the portal's database how a rollout goes. Never waits for it and never fails because of it.</summary>
internal interface IRolloutReporter
{
    void Report(RolloutReading reading);
}
