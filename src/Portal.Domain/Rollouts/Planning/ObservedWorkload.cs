namespace Portal.Domain.Rollouts.Planning;

/// <summary>One arm's Deployment as the API server last described it.</summary>
public sealed record ObservedWorkload
{
    /// <summary>The revision whose pods it asks for.</summary>
    public required RevisionRef Revision { get; init; }

    /// <summary>How many pods it asks for.</summary>
    public int Replicas { get; init; }

    /// <summary>Ready pods of any revision: what its Service can send traffic to.</summary>
    public int Ready { get; init; }

    /// <summary>Ready pods of the asked-for revision, as far as the controller has seen the latest change; otherwise 0.</summary>
    public int UpdatedReady { get; init; }

    public bool CrashLooping { get; init; }

    /// <summary>Every Service that it needs exists.</summary>
    public bool HasService { get; init; } = true;

    /// <summary>The revision whose pod template is kept in it for the way back; null when none is.</summary>
    public string? KeptRevision { get; init; }

    public bool IsFullyReady => Replicas > 0 && UpdatedReady >= Replicas;
}
