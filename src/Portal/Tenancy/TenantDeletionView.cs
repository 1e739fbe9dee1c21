using Portal.Domain.Tenancy;

namespace Portal.Tenancy;

/// <param name="State">Where the tenant stands.</param>
/// <param name="DeleteAfter">Until when a deletion can be canceled; absent when none has been requested.</param>
internal sealed record TenantDeletionView(string State, DateTimeOffset? DeleteAfter)
{
    public static TenantDeletionView Of(TenantStanding standing) => new(standing.State.ToString(), standing.DeleteAfter);
}
