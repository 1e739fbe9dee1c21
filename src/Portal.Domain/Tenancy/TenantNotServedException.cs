namespace Portal.Domain.Tenancy;

/// <summary>A use case of a tenant that is not served: it ends here, whatever let it through.</summary>
public sealed class TenantNotServedException(TenantState state) : Exception($"The tenant is {state} and not served.")
{
    /// <summary>What who belongs to the tenant may be told.</summary>
    public TenantNotServed Refusal { get; } = new(state);
}
