using Portal.Domain.Rollouts;

namespace Portal.Rollouts.Pages;

/// <summary>Everything the live rollout page shows of one rollout.</summary>
/// <param name="Row">What a list shows of it too.</param>
/// <param name="StepIndex">The step that runs, from 0; equal to the number of steps when all are through.</param>
/// <param name="Steps">The strategy in words.</param>
/// <param name="Evidence">The e-value of the sequential test.</param>
/// <param name="EvidenceLimit">Where the canary is rolled back.</param>
/// <param name="Stable">What stable served during the rollout.</param>
/// <param name="Canary">What the canary served during the rollout.</param>
/// <param name="Events">What happened, oldest first.</param>
/// <param name="Measurements">What each tick saw, oldest first.</param>
/// <param name="StartedBy">Who asked for it.</param>
/// <param name="CorrelationId">Joins request, operation, custom resource, log and audit record.</param>
/// <param name="FromDigest">The package of the version before.</param>
/// <param name="ToDigest">The package of the new version.</param>
/// <param name="PausedBy">Who has asked for it to stay where it is; null while nobody has.</param>
public sealed record RolloutDetail(
    RolloutItem Row,
    int StepIndex,
    IReadOnlyList<RolloutStep> Steps,
    double Evidence,
    double EvidenceLimit,
    ArmTotals Stable,
    ArmTotals Canary,
    IReadOnlyList<RolloutEventItem> Events,
    IReadOnlyList<MeasurementPoint> Measurements,
    string StartedBy,
    string CorrelationId,
    string? FromDigest,
    string? ToDigest,
    string? PausedBy)
{
    /// <summary>The strategy itself waits here until a person says that it goes on.</summary>
    public bool WaitsForSomebody => StepIndex < Steps.Count && Steps[StepIndex] is PauseStep { Duration: null };
}
