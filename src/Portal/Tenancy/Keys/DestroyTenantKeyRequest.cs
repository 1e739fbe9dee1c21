namespace Portal.Tenancy.Keys;

/// <param name="Slug">The tenant's, as a confirmation: there is no way back.</param>
internal sealed record DestroyTenantKeyRequest(string? Slug);
