using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Rollouts.Cluster;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>
/// One way to split traffic between both versions. Writes apply to the version that was read, and none is made unless what is there differs.
/// </summary>
internal interface ITrafficRouter
{
    /// <summary>What there is now.</summary>
    /// <param name="rollout">Whose traffic.</param>
    /// <param name="pods">Its pods, for whoever splits by their number.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<TrafficView> ReadAsync(JsonObject rollout, IReadOnlyList<ObservedPod> pods, CancellationToken cancellationToken);

    /// <summary>Makes the split.</summary>
    Task SetAsync(JsonObject rollout, TrafficView view, SetWeight split, CancellationToken cancellationToken);

    /// <summary>Makes what is somebody else's what it was before.</summary>
    Task RestoreAsync(JsonObject rollout, TrafficView view, CancellationToken cancellationToken);
}
