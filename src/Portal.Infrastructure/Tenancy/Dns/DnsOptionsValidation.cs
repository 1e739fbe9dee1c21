using System.Net;
using Microsoft.Extensions.Options;

namespace Portal.Infrastructure.Tenancy.Dns;

/// <summary>Names every server that is none.</summary>
internal sealed class DnsOptionsValidation : IValidateOptions<DnsOptions>
{
    public ValidateOptionsResult Validate(string? name, DnsOptions options)
    {
        var failures = options.Servers.Where(server => !IPEndPoint.TryParse(server, out _))
            .Select(server => $"Dns:Servers \"{server}\" is not an address such as 10.0.0.53 or [2001:db8::53]:5353; set Dns__Servers__0.").ToList();
        if (options.TimeoutSeconds is not (>= 0.1 and <= 30))
        {
            failures.Add($"Dns:TimeoutSeconds {options.TimeoutSeconds} is not between 0.1 and 30; set Dns__TimeoutSeconds.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
