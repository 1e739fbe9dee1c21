namespace Portal.Infrastructure.Audit.Checkpoints;

/// <summary>How checkpoints are signed and where they are kept besides the database. Bound from the section <c>Audit</c> of the operator.</summary>
public sealed class AuditOptions
{
    public const string SectionName = "Audit";

    /// <summary>A file with an Ed25519 private key: <c>openssl genpkey -algorithm ed25519 -out audit.pem</c>.</summary>
    /// <value>Empty signs nothing.</value>
    public string SigningKeyFile { get; set; } = "";

    /// <summary>Names the key in checkpoints: no spaces and no plus sign.</summary>
    /// <value>The default is portal-audit.</value>
    public string SignerName { get; set; } = "portal-audit";

    /// <summary>Where the copies outside the database are, one file a tenant; on other storage than the database's, ideally such that can only be appended to.</summary>
    /// <value>Required with a key.</value>
    public string CheckpointFolder { get; set; } = "";

    /// <summary>A store that takes each checkpoint as an object of its own by <c>PUT</c>, below this address: an object store behind a gateway, in other hands than the database.</summary>
    /// <value>Empty keeps them in the folder alone. https, or http to this machine.</value>
    public string StoreUrl { get; set; } = "";

    /// <summary>A file with the token that the store is shown (<c>Authorization: Bearer</c>); read anew each time.</summary>
    /// <value>Required with a store.</value>
    public string StoreTokenFile { get; set; } = "";
}
