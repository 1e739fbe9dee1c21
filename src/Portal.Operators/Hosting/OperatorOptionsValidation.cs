using Microsoft.Extensions.Options;

namespace Portal.Operators.Hosting;

/// <summary>Names everything that is wrong at once.</summary>
internal sealed class OperatorOptionsValidation : IValidateOptions<OperatorOptions>
{
    public ValidateOptionsResult Validate(string? name, OperatorOptions options)
    {
        var failures = new List<string>();
        if (options.HealthUrl.Length > 0 && !(Uri.TryCreate(options.HealthUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            failures.Add("Operator:HealthUrl must be an address such as http://127.0.0.1:9090: set Operator__HealthUrl.");
        }

        foreach (var (key, value) in new[] { ("LeaseName", options.LeaseName), ("LeaseNamespace", options.LeaseNamespace) })
        {
            if (value.Length > 63 || value.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            {
                failures.Add($"Operator:{key} must be a Kubernetes name: lower-case letters, digits and hyphens, at most 63.");
            }
        }

        foreach (var (key, value) in new[] { ("RolloutsAtOnce", options.RolloutsAtOnce), ("RolloutsAtOncePerTenant", options.RolloutsAtOncePerTenant) })
        {
            if (value < 1)
            {
                failures.Add($"Operator:{key} must be at least 1: with less nothing would ever begin.");
            }
        }

        if (options.LeaseName.Length == 0)
        {
            failures.Add("Operator:LeaseName must not be empty.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
