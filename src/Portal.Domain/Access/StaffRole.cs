namespace Portal.Domain.Access;

/// <summary>What a member of staff is to the deployment.</summary>
public enum StaffRole
{
    /// <summary>Looks, and changes nothing.</summary>
    Support,

    /// <summary>Suspends, resumes, moves and deletes tenants, and agrees limits with them.</summary>
    Operator,
}
