namespace Portal.Infrastructure.Tenancy.Keys.Aws;

/// <summary>What requests are signed with.</summary>
/// <param name="AccessKeyId">Names the secret.</param>
/// <param name="SecretAccessKey">Signs; is never sent.</param>
/// <param name="SessionToken">Empty for lasting credentials.</param>
public sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken)
{
    /// <summary>Without the secrets.</summary>
    public override string ToString() => AccessKeyId;
}
