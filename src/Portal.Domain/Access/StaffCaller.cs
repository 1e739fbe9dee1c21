namespace Portal.Domain.Access;

/// <summary>Who of the staff asks: what every use case of the platform is given and checks for itself.</summary>
/// <param name="Id">The account.</param>
/// <param name="Email">For the platform's log and for pages.</param>
/// <param name="Role">Decides what is allowed.</param>
/// <param name="CorrelationId">Ties this request to everything that it causes.</param>
public sealed record StaffCaller(StaffId Id, string Email, StaffRole Role, string CorrelationId)
{
    /// <summary>Where the request came from, for tenants' audit logs; null when there was none.</summary>
    public string? Address { get; init; }

    /// <summary>Whether the role grants it.</summary>
    public bool May(StaffPermission permission) => Role switch
    {
        StaffRole.Operator => true,
        StaffRole.Support => permission is StaffPermission.ReadTenants or StaffPermission.ReadDeployment or StaffPermission.ReadOperations,
        _ => false,
    };

    /// <summary>Null when allowed; otherwise the refusal to return.</summary>
    public StaffForbidden? Lacks(StaffPermission permission) => May(permission) ? null : new StaffForbidden(Role, permission);
}
