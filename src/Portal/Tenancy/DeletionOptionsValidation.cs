using Microsoft.Extensions.Options;

namespace Portal.Tenancy;

internal sealed class DeletionOptionsValidation : IValidateOptions<DeletionOptions>
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public ValidateOptionsResult Validate(string? name, DeletionOptions options) => options.Grace >= TimeSpan.Zero && options.Grace <= Longest
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Deletion:Grace {options.Grace} is not between 0 and 365 days; set Deletion__Grace, e.g. 30.00:00:00.");
}
