namespace Portal.Domain.Tenancy.Keys;

/// <summary>How far along its life a tenant's data key is. The text is in the table.</summary>
public enum KeyState
{
    /// <summary>Seals what is new; a tenant has at most one.</summary>
    Active,

    /// <summary>A newer one seals; what this one sealed is being sealed anew.</summary>
    Retiring,

    /// <summary>Nothing live is sealed by it any more. Kept, because rows of a backup may be.</summary>
    Retired,

    /// <summary>Gone, and everything that it sealed with it.</summary>
    Destroyed,
}
