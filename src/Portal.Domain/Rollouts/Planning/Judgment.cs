namespace Portal.Domain.Rollouts.Planning;

/// <summary>Whether an analysis has seen enough to let the rollout go on.</summary>
internal static class Judgment
{
    public static bool Passes(PlanDraft draft, AnalyzeStep step)
    {
        if (draft.Report is not { } report)
        {
            draft.Hold("Waiting for the first measurements.");
            return false;
        }

        draft.Hold(report.Message);
        if (report.MeasuredInStep < step.Duration && !report.IsProvenGood)
        {
            return false;
        }

        if (report.Verdict == RolloutVerdict.Successful)
        {
            return true;
        }

        if (!Guards.WaitsForMeasurements(draft) && draft.Now >= draft.Status.StepStartedAt + step.Duration + draft.Spec.Analysis.NoDataTimeout)
        {
            Retreat.Begin(draft, RolloutPhase.RolledBack, $"Version {draft.TargetVersion} could not be judged in time: {report.Message}");
        }

        return false;
    }
}
