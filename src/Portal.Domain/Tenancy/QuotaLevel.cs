namespace Portal.Domain.Tenancy;

/// <summary>How near a tenant is to one of its limits.</summary>
public enum QuotaLevel
{
    /// <summary>Less than four fifths are used.</summary>
    Ample,

    /// <summary>Four fifths or more are used.</summary>
    Near,

    /// <summary>Nothing is left: the next one is refused.</summary>
    Reached,
}
