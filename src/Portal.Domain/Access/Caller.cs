using Portal.Domain.Tenancy;

namespace Portal.Domain.Access;

/// <summary>Who asks, on whose behalf: what every use case is given and checks for itself.</summary>
/// <param name="Tenant">The tenant whose rows may be touched, and no other's.</param>
/// <param name="Kind">Person, key or system.</param>
/// <param name="Id">The member, or the member who made the key; the key's own id is in <paramref name="Principal"/>.</param>
/// <param name="Principal">Stable text id of what signed in (<c>mem_…</c> or <c>key_…</c>).</param>
/// <param name="Name">For the audit log.</param>
/// <param name="Role">Decides what is allowed.</param>
/// <param name="CorrelationId">Ties this request to everything that it causes.</param>
public sealed record Caller(TenantId Tenant, PrincipalKind Kind, MemberId Id, string Principal, string Name, Role Role, string CorrelationId)
{
    /// <summary>Where the request came from, for the audit log; null when there was none.</summary>
    public string? Address { get; init; }

    /// <summary>The principal in whose place somebody acts; null for nobody's.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Null when allowed; otherwise the refusal to return.</summary>
    public Forbidden? Lacks(Permission permission) => Role.Allows(permission) ? null : new Forbidden(Role, permission);
}
