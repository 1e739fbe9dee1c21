using Microsoft.Extensions.Options;
using Portal.Infrastructure.Audit.Signing;

namespace Portal.Infrastructure.Audit.Checkpoints;

/// <summary>Names everything that is wrong at once.</summary>
public sealed class AuditOptionsValidation : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.SigningKeyFile.Length == 0)
        {
            return ValidateOptionsResult.Success;
        }

        var failures = new List<string>();
        if (options.SignerName.Length is 0 or > 100 || options.SignerName.Any(letter => char.IsWhiteSpace(letter) || letter == '+'))
        {
            failures.Add("Audit:SignerName must be a name of at most 100 characters without spaces and plus signs: set Audit__SignerName.");
        }
        else if (KeyFault(options) is { } fault)
        {
            failures.Add($"Audit:SigningKeyFile, {options.SigningKeyFile}, cannot be used: {fault}.");
        }

        if (options.CheckpointFolder.Length == 0)
        {
            failures.Add("Audit:CheckpointFolder must name a folder outside the database where checkpoints are kept, too: set Audit__CheckpointFolder.");
        }

        if (options.StoreUrl.Length > 0)
        {
            failures.AddRange(StoreFaults(options));
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> StoreFaults(AuditOptions options)
    {
        if (!Uri.TryCreate(options.StoreUrl, UriKind.Absolute, out var url) || url.Query.Length + url.Fragment.Length > 0
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            yield return $"Audit:StoreUrl, {options.StoreUrl}, must be an https address without a query (http only to this machine): set Audit__StoreUrl.";
        }

        if (TokenFault(options) is { } fault)
        {
            yield return $"Audit:StoreTokenFile, {options.StoreTokenFile}, cannot be used: {fault}. Set Audit__StoreTokenFile.";
        }
    }

    private static string? TokenFault(AuditOptions options)
    {
        if (options.StoreTokenFile.Length == 0)
        {
            return "no file is named";
        }

        try
        {
            return File.ReadAllText(options.StoreTokenFile).Trim().Length == 0 ? "it is empty" : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }

    private static string? KeyFault(AuditOptions options)
    {
        try
        {
            CheckpointSigner.FromPem(options.SignerName, File.ReadAllText(options.SigningKeyFile));
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or PlatformNotSupportedException)
        {
            return fault.Message;
        }
    }
}
