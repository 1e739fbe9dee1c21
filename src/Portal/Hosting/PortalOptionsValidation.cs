using Microsoft.Extensions.Options;

namespace Portal.Hosting;

internal sealed class PortalOptionsValidation : IValidateOptions<PortalOptions>
{
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        var failures = new List<string>();
        if (Uri.CheckHostName(options.BaseHost) != UriHostNameType.Dns)
        {
            failures.Add($"Portal:BaseHost \"{options.BaseHost}\" is not a host name; set Portal__BaseHost, e.g. portal.example.com.");
        }

        if (options.PublicScheme is not ("http" or "https"))
        {
            failures.Add($"Portal:PublicScheme \"{options.PublicScheme}\" is not http or https; set Portal__PublicScheme.");
        }

        if (options.PublicPort is < 1 or > 65535)
        {
            failures.Add($"Portal:PublicPort {options.PublicPort} is not between 1 and 65535; set Portal__PublicPort.");
        }

        if (options.DrainDelay < TimeSpan.Zero || options.DrainDelay > TimeSpan.FromMinutes(1))
        {
            failures.Add($"Portal:DrainDelay {options.DrainDelay} is not between 0 and 1 minute; set Portal__DrainDelay, e.g. 00:00:05.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
