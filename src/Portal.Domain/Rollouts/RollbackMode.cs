namespace Portal.Domain.Rollouts;

/// <summary>How traffic goes back to the stable version.</summary>
public enum RollbackMode
{
    /// <summary>All of it at once.</summary>
    Immediate,

    /// <summary>By the weights it came by, each held for a few seconds, and never faster than the stable version's ready pods can take it.</summary>
    Gradual,
}
