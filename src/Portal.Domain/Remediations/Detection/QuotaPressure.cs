using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Remediations.Detection;

/// <summary>Pods that a resource quota refuses.</summary>
internal static class QuotaPressure
{
    public static IEnumerable<Finding> Find(RolloutSight sight)
    {
        foreach (var refusal in sight.Refusals)
        {
            if (QuotaShortage.TryParse(refusal.Message, out var shortage) && refusal.Present < refusal.Wanted)
            {
                yield return Of(sight, refusal, shortage);
            }
        }
    }

    private static Finding Of(RolloutSight sight, QuotaRefusal refusal, QuotaShortage shortage)
    {
        var version = refusal.Arm == Arm.Canary ? sight.TargetVersion : sight.StableVersion ?? sight.TargetVersion;
        var words = $"The quota {shortage.Quota} lets {refusal.Present} of {refusal.Wanted} pods of version {version} start. Each further one needs {shortage.Missing}.";
        var room = $"Raise the quota {shortage.Quota}, or make room in it.";
        var isUnderWay = refusal.Arm == Arm.Canary && sight.Phase is RolloutPhase.Progressing && !sight.IsHeld;
        return new(
            RemediationKind.QuotaPressure, refusal.Arm == Arm.Canary ? "canary" : "stable", refusal.Present == 0 ? FindingSeverity.High : FindingSeverity.Medium, words,
            [
                isUnderWay
                    ? new(RemedyKind.Hold, $"Pause the rollout with the {refusal.Present} pods that fit, so that its deadline does not end it. {room}")
                    : new(RemedyKind.Tell, room),
            ]);
    }
}
