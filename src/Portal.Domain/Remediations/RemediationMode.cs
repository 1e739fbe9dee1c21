namespace Portal.Domain.Remediations;

/// <summary>What a tenant lets happen when a kind of trouble is found.</summary>
public enum RemediationMode
{
    /// <summary>Nothing: it is not even written down.</summary>
    Off,

    /// <summary>It is written down, with what would help as one button.</summary>
    Suggested,

    /// <summary>What helps is done, within the caps.</summary>
    Automatic,
}
