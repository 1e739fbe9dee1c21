namespace Portal.Operators.Kubernetes;

/// <summary>Whether this process may write as the one reconciler.</summary>
internal interface ILeadership
{
    /// <summary>True only while the lease is certain to be ours: until the deadline since its last renewal, not until somebody says otherwise.</summary>
    bool IsLeader { get; }

    /// <summary>Asked before every write.</summary>
    /// <exception cref="NotLeaderException">The lease is, or may be, somebody else's.</exception>
    void Demand();
}
