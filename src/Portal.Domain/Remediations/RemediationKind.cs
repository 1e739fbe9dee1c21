namespace Portal.Domain.Remediations;

/// <summary>What can be wrong with a rollout that something is known to help against.</summary>
public enum RemediationKind
{
    /// <summary>Pods start, crash and start again.</summary>
    CrashLoop,

    /// <summary>A route carries another split than the one that its rollout has had accepted.</summary>
    RouteDrift,

    /// <summary>No step for longer than the progress deadline allows.</summary>
    StuckProgress,

    /// <summary>A resource quota refuses pods.</summary>
    QuotaPressure,

    /// <summary>A token or certificate that measurements need is near its end, or past it.</summary>
    ExpiringCredential,

    /// <summary>What is wanted has changed, and the operator has not seen it.</summary>
    StaleCache,
}
