namespace Portal.Domain.Rollouts;

/// <summary>
/// What the measurements say. Precedence is the numeric order from <see cref="Successful"/> to <see cref="Failed"/>:
/// the worst of several wins, and within a revision Failed never turns into anything better. Those below it may: measurements come back.
/// </summary>
public enum RolloutVerdict
{
    /// <summary>Nothing has been judged yet.</summary>
    None,
    Successful,

    /// <summary>There are measurements, too few to say.</summary>
    Inconclusive,

    /// <summary>Nothing could be measured, or nothing reached the canary. Holds the rollout; never lets it advance.</summary>
    NoData,

    /// <summary>The analysis itself could not run as it was asked to.</summary>
    Error,
    Failed,
}
