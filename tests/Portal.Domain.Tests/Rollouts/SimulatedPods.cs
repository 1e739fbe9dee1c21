using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Tests.Rollouts;

/// <summary>A Deployment whose pods become ready a while after they were asked for, replaced one revision by the next without a gap.</summary>
internal sealed class SimulatedPods
{
    public required RevisionRef Revision { get; set; }

    public int Replicas { get; set; }

    public int OldReady { get; set; }

    public int NewReady { get; set; }

    public DateTimeOffset ReadyAt { get; set; }

    public bool NeverReady { get; set; }

    public ObservedWorkload Observe() => new()
    {
        Revision = Revision,
        Replicas = Replicas,
        Ready = OldReady + NewReady,
        UpdatedReady = NewReady,
    };

    public void Settle(DateTimeOffset now)
    {
        if (Replicas == 0)
        {
            (OldReady, NewReady) = (0, 0);
        }
        else if (now >= ReadyAt && !NeverReady)
        {
            (OldReady, NewReady) = (0, Replicas);
        }
    }
}
