namespace Portal.Domain.Rollouts;

/// <summary>What to do when measurements have been missing for the rollout's <see cref="AnalysisSettings.NoDataTimeout"/>.</summary>
public enum NoDataPolicy
{
    /// <summary>Back to the stable version: what cannot be seen is not trusted.</summary>
    RollBack,

    /// <summary>Stay with the weight as it is until measurements are back or a person decides.</summary>
    Hold,
}
