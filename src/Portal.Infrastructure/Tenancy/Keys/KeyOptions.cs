using Portal.Infrastructure.Tenancy.Keys.Aws;
using Portal.Infrastructure.Tenancy.Keys.Azure;
using Portal.Infrastructure.Tenancy.Keys.File;
using Portal.Infrastructure.Tenancy.Keys.Http;
using Portal.Infrastructure.Tenancy.Keys.Vault;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>What wraps the data keys. Bound from the section <c>Keys</c>; secrets come from the environment.</summary>
public sealed class KeyOptions
{
    public const string SectionName = "Keys";

    /// <summary>What wraps from now on: file, vault, aws or azure. Others whose settings are given still unwrap.</summary>
    public string Provider { get; set; } = "";

    /// <summary>For one machine.</summary>
    public FileKeyOptions File { get; set; } = new();

    /// <summary>HashiCorp Vault or OpenBao, transit engine.</summary>
    public VaultOptions Vault { get; set; } = new();

    /// <summary>AWS KMS.</summary>
    public AwsKeyOptions Aws { get; set; } = new();

    /// <summary>Azure Key Vault.</summary>
    public AzureKeyOptions Azure { get; set; } = new();

    /// <summary>How patient to be with a service.</summary>
    public KeyHttpOptions Http { get; set; } = new();
}
