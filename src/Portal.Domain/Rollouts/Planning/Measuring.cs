namespace Portal.Domain.Rollouts.Planning;

/// <summary>Takes over what the analysis says, and holds the rollout while it has nothing to say.</summary>
internal static class Measuring
{
    /// <summary>True when the rollout may go on as far as measurements are concerned.</summary>
    public static bool Allows(PlanDraft draft)
    {
        if (draft.Report is { } report)
        {
            draft.Status = draft.Status with { Verdict = Overall(draft.Status.Verdict, report.Verdict), Evidence = report.Evidence ?? draft.Status.Evidence };
        }

        if (!draft.Spec.Strategy.Analyzes || draft.Observed.Route is not { ReachesCanary: true } route || (route.CanaryWeight == 0 && !IsAnalysis(draft)))
        {
            // Nobody need send the header that leads to the canary: only an analysis waits for them.
            return true;
        }

        if (draft.Report is { Verdict: not (RolloutVerdict.NoData or RolloutVerdict.Error) })
        {
            if (draft.Status.NoDataDeadlineAt is not null)
            {
                draft.Tell(RolloutEventKind.DataReturned, "Measurements are back.");
                draft.Status = draft.Status with { NoDataDeadlineAt = null };
            }

            if (draft.Report.Holds)
            {
                draft.Hold(draft.Report.Message);
            }

            return !draft.Report.Holds;
        }

        if (draft.Status.NoDataDeadlineAt is null)
        {
            var deadline = draft.Now + draft.Spec.Analysis.NoDataTimeout;
            draft.Status = draft.Status with { NoDataDeadlineAt = deadline };
            if (draft.Report is { } missing)
            {
                draft.Tell(RolloutEventKind.NoData, missing.Message);
            }
        }

        draft.Hold(draft.Report?.Message ?? "Waiting for the first measurements.");
        return false;
    }

    private static bool IsAnalysis(PlanDraft draft) =>
        draft.Status.Phase == RolloutPhase.Progressing && draft.Steps.ElementAtOrDefault(draft.Status.StepIndex) is AnalyzeStep;

    /// <summary>The revision's verdict: that a new step has not seen enough yet takes nothing back from what earlier ones have shown.</summary>
    private static RolloutVerdict Overall(RolloutVerdict before, RolloutVerdict now) =>
        before == RolloutVerdict.Successful && now == RolloutVerdict.Inconclusive ? before : now;
}
