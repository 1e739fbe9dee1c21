using Portal.Operators.Kubernetes;

namespace Portal.Operators.Tests.Running;

/// <summary>Leads, until a test says that it does not.</summary>
internal sealed class Leading : ILeadership
{
    public bool IsLeader { get; set; } = true;

    public void Demand()
    {
        if (!IsLeader)
        {
            throw new NotLeaderException();
        }
    }
}
