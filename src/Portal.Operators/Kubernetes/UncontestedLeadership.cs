namespace Portal.Operators.Kubernetes;

/// <summary>For whoever writes nothing: there is nothing to lead.</summary>
internal sealed class UncontestedLeadership : ILeadership
{
    public bool IsLeader => true;

    public void Demand()
    {
        // Nothing that is asked for reaches the cluster.
    }
}
