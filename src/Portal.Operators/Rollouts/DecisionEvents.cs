using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts;

/// <summary>Decisions as Events of their rollouts.</summary>
internal sealed class DecisionEvents(EventRecorder recorder) : IDecisionEvents
{
    public void Tell(JsonObject about, bool isWarning, string reason, string note) => recorder.Tell(about, isWarning, reason, note);
}
