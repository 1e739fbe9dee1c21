using Microsoft.Extensions.Options;
using Portal.Infrastructure.Tenancy.Keys.Aws;
using Portal.Infrastructure.Tenancy.Keys.Azure;
using Portal.Infrastructure.Tenancy.Keys.File;
using Portal.Infrastructure.Tenancy.Keys.Vault;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>Names everything that is wrong at once, without printing a secret.</summary>
internal sealed class KeyOptionsValidation : IValidateOptions<KeyOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyOptions options)
    {
        var failures = new[] { Providers(options), File(options.File), Vault(options.Vault), Aws(options.Aws), Azure(options.Azure), Http(options) }.SelectMany(found => found).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Providers(KeyOptions options)
    {
        (string? Setting, string Value) given = options.Provider switch
        {
            FileKeyEncryption.Name => ("File:Folder", options.File.Folder),
            VaultKeyEncryption.Name => ("Vault:Address", options.Vault.Address),
            AwsKeyEncryption.Name => ("Aws:Region", options.Aws.Region),
            AzureKeyEncryption.Name => ("Azure:VaultUrl", options.Azure.VaultUrl),
            _ => (null, ""),
        };
        if (given.Setting is null)
        {
            yield return $"Keys:Provider \"{Domain.FieldText.Excerpt(options.Provider)}\" is not file, vault, aws or azure; set Keys__Provider. See docs/operations/keys.md.";
        }
        else if (given.Value.Length == 0)
        {
            yield return $"Keys:{given.Setting} is missing: Keys:Provider is {options.Provider}; set Keys__{given.Setting.Replace(":", "__", StringComparison.Ordinal)}.";
        }
    }

    private static IEnumerable<string> File(FileKeyOptions file)
    {
        if (file.Folder.Length > 0 && !Path.IsPathFullyQualified(file.Folder))
        {
            yield return $"Keys:File:Folder \"{Domain.FieldText.Excerpt(file.Folder)}\" is not an absolute path; set Keys__File__Folder.";
        }
    }

    private static IEnumerable<string> Vault(VaultOptions vault)
    {
        if (vault.Address.Length > 0)
        {
            return [.. Address("Vault:Address", vault.Address), .. Missing("Vault:Token or Keys:Vault:TokenFile", vault.Token + vault.TokenFile)];
        }

        return [];
    }

    private static IEnumerable<string> Aws(AwsKeyOptions aws) => aws.Region.Length == 0
        ? []
        :
        [
            .. Missing("Aws:AccessKeyId", aws.AccessKeyId), .. Missing("Aws:SecretAccessKey", aws.SecretAccessKey),
            .. aws.Endpoint.Length > 0 ? Address("Aws:Endpoint", aws.Endpoint) : [],
            .. aws.AliasPrefix.StartsWith("alias/", StringComparison.Ordinal) ? [] : (string[])[$"Keys:Aws:AliasPrefix \"{aws.AliasPrefix}\" does not begin with alias/."],
        ];

    private static IEnumerable<string> Azure(AzureKeyOptions azure) => azure.VaultUrl.Length == 0
        ? []
        :
        [
            .. Address("Azure:VaultUrl", azure.VaultUrl), .. Address("Azure:Authority", azure.Authority), .. Missing("Azure:DirectoryId", azure.DirectoryId),
            .. Missing("Azure:ClientId", azure.ClientId), .. Missing("Azure:ClientSecret", azure.ClientSecret),
        ];

    private static IEnumerable<string> Http(KeyOptions options)
    {
        var http = options.Http;
        if (http is not { TimeoutSeconds: >= 0.1 and <= 30, Attempts: >= 1 and <= 10, BackOffMilliseconds: >= 0 and <= 5000, BreakAfter: >= 1 and <= 100, BreakSeconds: >= 0.1 and <= 300 })
        {
            yield return "Keys:Http is out of range: TimeoutSeconds 0.1 to 30, Attempts 1 to 10, BackOffMilliseconds 0 to 5000, BreakAfter 1 to 100, BreakSeconds 0.1 to 300.";
        }
    }

    private static IEnumerable<string> Missing(string setting, string value)
    {
        if (value.Length == 0)
        {
            yield return $"Keys:{setting} is missing; set it by the environment.";
        }
    }

    // Loopback is a stand-in, or an agent beside the process.
    private static IEnumerable<string> Address(string setting, string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            yield return $"Keys:{setting} \"{Domain.FieldText.Excerpt(value)}\" is not an https address.";
        }
    }
}
