using System.Net;
using Microsoft.Extensions.Options;

namespace Portal.Tenancy.Limits;

/// <summary>Names every rate and every proxy that cannot be one.</summary>
internal sealed class RateLimitOptionsValidation : IValidateOptions<RateLimitOptions>
{
    private const int Greatest = 60_000_000;

    public ValidateOptionsResult Validate(string? name, RateLimitOptions options)
    {
        var failures = options.Numbers.Where(number => number.Value is < 1 or > Greatest)
            .Select(number => $"RateLimits:{number.Name} {number.Value} is not between 1 and {Greatest}; set RateLimits__{number.Name}.")
            .Concat(options.TrustedProxies.Where(proxy => !IPNetwork.TryParse(proxy, out _) && !IPAddress.TryParse(proxy, out _))
                .Select(proxy => $"RateLimits:TrustedProxies \"{proxy}\" is neither an address nor a network such as 10.0.0.0/8; set RateLimits__TrustedProxies__0."))
            .ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
