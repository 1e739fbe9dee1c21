using System.Text.Json.Nodes;

namespace Portal.Operators.Rollouts;

/// <summary>Which rollouts must stay where they are because their tenant is not served.</summary>
internal interface ITenantHolds
{
    /// <summary>Whether this rollout is held now.</summary>
    Task<bool> IsHeldAsync(JsonObject rollout, CancellationToken cancellationToken);
}
