using Microsoft.Extensions.Options;
using Portal.Domain.Operations.Backups;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Names everything that is wrong at once.</summary>
internal sealed class BackupOptionsValidation : IValidateOptions<BackupOptions>
{
    private const int Most = 10_000;

    public ValidateOptionsResult Validate(string? name, BackupOptions options)
    {
        var failures = new List<string>();
        if (!BackupSchedule.TryParse(options.Schedule, out _))
        {
            failures.Add($"Backup:Schedule \"{options.Schedule}\" is no schedule: set Backup__Schedule to a time of day in UTC (02:00), an interval of 5 minutes to 31 days (30m, 6h, 7d) or off.");
        }

        foreach (var (key, value, least) in new[] { ("KeepLast", options.KeepLast, 1), ("KeepDaily", options.KeepDaily, 0), ("KeepWeekly", options.KeepWeekly, 0), ("KeepMonthly", options.KeepMonthly, 0) })
        {
            if (value < least || value > Most)
            {
                failures.Add($"Backup:{key} {value} is out of range: set Backup__{key} to {least} to {Most}.");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
