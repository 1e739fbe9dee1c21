namespace Portal.Infrastructure.Tenancy.Keys.Vault;

/// <summary>The transit engine of HashiCorp Vault or OpenBao.</summary>
public sealed class VaultOptions
{
    /// <summary>E.g. https://vault.example.com:8200. Empty: no such provider.</summary>
    public string Address { get; set; } = "";

    /// <summary>Where the engine is mounted. <value>Default: transit.</value></summary>
    public string Mount { get; set; } = "transit";

    /// <summary>The token, or else <see cref="TokenFile"/>.</summary>
    public string Token { get; set; } = "";

    /// <summary>A file that an agent keeps a valid token in; read for every request.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>What names of keys begin with. <value>Default: portal-.</value></summary>
    public string Prefix { get; set; } = "portal-";
}
