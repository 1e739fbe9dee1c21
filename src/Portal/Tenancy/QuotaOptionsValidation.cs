using Microsoft.Extensions.Options;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy;

/// <summary>Names every limit that cannot be one.</summary>
internal sealed class QuotaOptionsValidation : IValidateOptions<QuotaOptions>
{
    public ValidateOptionsResult Validate(string? name, QuotaOptions options)
    {
        var failures = options.All.Where(quota => quota.Limit < Least(quota.Resource))
            .Select(quota => $"Quotas:{quota.Resource} {quota.Limit} is below {Least(quota.Resource)}; set Quotas__{quota.Resource}.")
            .Concat(options.All.Where(quota => quota.Limit > QuotaLimit.Most)
                .Select(quota => $"Quotas:{quota.Resource} {quota.Limit} is above {QuotaLimit.Most}; set Quotas__{quota.Resource}.")).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    // Without members or requests nobody could even sign in.
    private static long Least(QuotaResource resource) => resource is QuotaResource.Members or QuotaResource.ApiRequestsPerMinute ? 1 : 0;
}
