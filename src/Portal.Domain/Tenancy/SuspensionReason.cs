namespace Portal.Domain.Tenancy;

/// <summary>Why a tenant is not served for now. The word is shown to its people.</summary>
public enum SuspensionReason
{
    /// <summary>Set by billing on its own, or by staff.</summary>
    Unpaid,
    Abuse,
    Security,

    /// <summary>The tenant asked for it.</summary>
    Requested,
}
