namespace Portal.Domain.Tenancy;

/// <summary>Something that changes where a tenant stands; <see cref="TenantLifecycle"/> says when it may happen.</summary>
/// <param name="Action">What the audit log calls it.</param>
public abstract record TenantEvent(string Action);
