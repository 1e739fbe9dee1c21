using Portal.Domain.Access;

namespace Portal.Layout;

/// <summary>Who looks at this page, and in which tenant: cascaded to every page of a tenant, fixed for the life of the circuit.</summary>
/// <param name="TenantSlug">E.g. <c>acme</c>.</param>
/// <param name="TenantName">E.g. <c>Acme Corp</c>.</param>
/// <param name="Name">The person's display name; empty when nobody is signed in.</param>
/// <param name="Role">What the person is here; null when nobody is signed in.</param>
/// <param name="LocalSimulation">Whether cluster and payments are stand-ins on this machine.</param>
public sealed record Viewer(string TenantSlug, string TenantName, string Name, Role? Role, bool LocalSimulation)
{
    /// <summary>Whether the tenant is being deleted, so that there is one page only.</summary>
    public bool Deleting { get; init; }

    /// <summary>Whether somebody is signed in.</summary>
    public bool SignedIn => Role is not null;

    /// <summary>Whether a page may offer the action. The use case decides again: a hidden button protects nothing.</summary>
    public bool May(Permission permission) => Role is { } role && role.Allows(permission);
}
