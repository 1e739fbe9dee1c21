using Microsoft.Extensions.Options;

namespace Portal.Operators.Operations;

/// <summary>Names everything that is wrong at once.</summary>
internal sealed class QueueOptionsValidation : IValidateOptions<QueueOptions>
{
    public ValidateOptionsResult Validate(string? name, QueueOptions options)
    {
        var failures = new[]
        {
            Check(options.Concurrency is >= 1 and <= 256, $"Queue:Concurrency is {options.Concurrency} and must be 1 to 256: set Queue__Concurrency."),
            Check(options.PerTenant is >= 1 and <= 256, $"Queue:PerTenant is {options.PerTenant} and must be 1 to 256: set Queue__PerTenant."),
            Check(options.Lease >= TimeSpan.FromSeconds(1) && options.Lease <= TimeSpan.FromMinutes(10), $"Queue:Lease is {options.Lease} and must be 00:00:01 to 00:10:00: set Queue__Lease."),
            Check(options.LookEvery >= TimeSpan.FromMilliseconds(100) && options.LookEvery <= TimeSpan.FromMinutes(1), $"Queue:LookEvery is {options.LookEvery} and must be 00:00:00.1 to 00:01:00: set Queue__LookEvery."),
        }.OfType<string>().ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string? Check(bool holds, string otherwise) => holds ? null : otherwise;
}
