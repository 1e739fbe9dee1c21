namespace Portal.Infrastructure.Tenancy.Keys.Aws;

/// <summary>AWS KMS.</summary>
public sealed class AwsKeyOptions
{
    /// <summary>E.g. eu-central-1. Empty: no such provider.</summary>
    public string Region { get; set; } = "";

    /// <summary>Of a role that may use, and without <see cref="KeyId"/> also make and delete, keys.</summary>
    public string AccessKeyId { get; set; } = "";

    public string SecretAccessKey { get; set; } = "";

    /// <summary>For temporary credentials; empty for lasting ones.</summary>
    public string SessionToken { get; set; } = "";

    /// <summary>Another address than AWS's own, e.g. a VPC endpoint.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>
    /// One symmetric key for all tenants. Empty makes a key a tenant, under an alias: only then does destroying a tenant's key reach copies of the database.
    /// </summary>
    public string KeyId { get; set; } = "";

    /// <summary>What aliases begin with. <value>Default: alias/portal/.</value></summary>
    public string AliasPrefix { get; set; } = "alias/portal/";
}
