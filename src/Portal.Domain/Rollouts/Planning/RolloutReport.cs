namespace Portal.Domain.Rollouts.Planning;

/// <summary>What the analysis says about the current revision, as the planner needs it.</summary>
public sealed record RolloutReport
{
    public required RolloutVerdict Verdict { get; init; }

    /// <summary>The verdict in a sentence that a person understands.</summary>
    public required string Message { get; init; }

    public RolloutEvidence? Evidence { get; init; }

    /// <summary>How much measured time lies in the current step. Time without data is not in it.</summary>
    public TimeSpan MeasuredInStep { get; init; }

    /// <summary>Something other than the canary is wrong: the weight stays where it is.</summary>
    public bool Holds { get; init; }

    /// <summary>Enough has been seen to go on before the step's time is over.</summary>
    public bool IsProvenGood { get; init; }
}
