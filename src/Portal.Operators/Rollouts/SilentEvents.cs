using System.Text.Json.Nodes;

namespace Portal.Operators.Rollouts;

/// <summary>Tells nobody: of a look that changes nothing.</summary>
internal sealed class SilentEvents : IDecisionEvents
{
    public void Tell(JsonObject about, bool isWarning, string reason, string note)
    {
        // Nobody listens.
    }
}
