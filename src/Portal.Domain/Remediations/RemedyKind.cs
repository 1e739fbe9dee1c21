namespace Portal.Domain.Remediations;

/// <summary>What can be done about a finding.</summary>
public enum RemedyKind
{
    /// <summary>Only people can help; the finding says how.</summary>
    Tell,

    /// <summary>Have the operator look at the rollout anew, from the API server: it writes again what is not as it should be.</summary>
    LookAgain,

    /// <summary>Send all traffic back to the version before.</summary>
    RollBack,

    /// <summary>Delete one pod; another one starts elsewhere.</summary>
    DeletePod,

    /// <summary>Pause the rollout where it is.</summary>
    Hold,
}
