using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Operators.Rollouts;

/// <summary>Sees what is decided about each rollout before it is carried out.</summary>
internal interface IPlanWitness
{
    void Planned(JsonObject rollout, RolloutPlan plan);

    void Refused(JsonObject rollout, string reason, string message);
}
