using System.Globalization;
using Microsoft.Extensions.Options;

namespace Portal.Infrastructure.Operations.Retention;

/// <summary>Names everything that is wrong at once.</summary>
internal sealed class RetentionOptionsValidation : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        var failures = new[]
        {
            Check(nameof(options.Operations), options.Operations), Check(nameof(options.WebhookDeliveries), options.WebhookDeliveries), Check(nameof(options.Alerts), options.Alerts),
        }.OfType<string>().ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string? Check(string key, TimeSpan kept) => kept >= RetentionOptions.Least && kept <= RetentionOptions.Most
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"Retention:{key} is {kept} and must be 7 to 3650 days: set Retention__{key}, for example to 90.00:00:00.");
}
