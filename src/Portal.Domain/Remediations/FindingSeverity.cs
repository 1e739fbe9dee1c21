namespace Portal.Domain.Remediations;

/// <summary>How bad it is, the worst last.</summary>
public enum FindingSeverity
{
    /// <summary>Users notice nothing.</summary>
    Low,

    /// <summary>Fewer pods, or a rollout that does not go on.</summary>
    Medium,

    /// <summary>Users get the wrong version or none.</summary>
    High,
}
