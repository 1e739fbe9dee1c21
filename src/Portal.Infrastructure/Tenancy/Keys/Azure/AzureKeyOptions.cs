namespace Portal.Infrastructure.Tenancy.Keys.Azure;

/// <summary>Azure Key Vault, or a managed HSM.</summary>
public sealed class AzureKeyOptions
{
    /// <summary>E.g. https://example.vault.azure.net. Empty: no such provider.</summary>
    public string VaultUrl { get; set; } = "";

    /// <summary>The directory that the application is registered in.</summary>
    public string DirectoryId { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>Who issues tokens. <value>Default: https://login.microsoftonline.com.</value></summary>
    public string Authority { get; set; } = "https://login.microsoftonline.com";

    /// <summary>What tokens are for. <value>Default: https://vault.azure.net/.default.</value></summary>
    public string Scope { get; set; } = "https://vault.azure.net/.default";

    /// <summary>One RSA key for all tenants. Empty makes a key a tenant: only then does destroying a tenant's key reach copies of the database.</summary>
    public string KeyName { get; set; } = "";

    /// <summary>What names of keys begin with. <value>Default: portal-.</value></summary>
    public string Prefix { get; set; } = "portal-";
}
