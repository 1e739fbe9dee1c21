using Microsoft.Extensions.Options;

namespace Portal.Objectives;

/// <summary>Names everything that is wrong at once.</summary>
internal sealed class ObjectiveOptionsValidation : IValidateOptions<ObjectiveOptions>
{
    public ValidateOptionsResult Validate(string? name, ObjectiveOptions options)
    {
        var faults = options.PrometheusUrls.Index()
            .Where(url => !(Uri.TryCreate(url.Item, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)))
            .Select(url => $"{ObjectiveOptions.SectionName}:{nameof(options.PrometheusUrls)}:{url.Index} \"{url.Item}\" is not an http or https address.").ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
