namespace Portal.Local.Processes;

/// <summary>A child that is kept running.</summary>
internal sealed record ProcessPlan(string Name, ProcessCommand Command, Func<CancellationToken, Task<bool>> IsHealthyAsync)
{
    public Signal StopSignal { get; init; } = Signal.Terminate;

    /// <summary>Sent when the child did not stop in time.</summary>
    public Signal ForceSignal { get; init; } = Signal.Kill;

    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(60);
}
