using System.Text.Json.Nodes;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Tests.Running;

/// <summary>Holds every rollout, or none, as a test says.</summary>
internal sealed class SwitchedHolds : ITenantHolds
{
    public bool IsHeld { get; set; }

    public Task<bool> IsHeldAsync(JsonObject rollout, CancellationToken cancellationToken) => Task.FromResult(IsHeld);
}
