using System.Text.Json.Nodes;

namespace Portal.Operators.Rollouts;

/// <summary>Without the portal's database there are no tenants to be suspended.</summary>
internal sealed class NoHolds : ITenantHolds
{
    public Task<bool> IsHeldAsync(JsonObject rollout, CancellationToken cancellationToken) => Task.FromResult(false);
}
