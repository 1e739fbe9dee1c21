using Microsoft.Extensions.Options;
using Npgsql;

namespace Portal.Infrastructure.Database;

/// <summary>Names every setting that cannot be used at once, and prints no connection string.</summary>
internal sealed class DatabaseOptionsValidation : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        var own = options.Own.SelectMany(o => new[] { Check($"Own:{o.Key}:App", o.Value.App), Check($"Own:{o.Key}:Platform", o.Value.Platform) });
        var failures = new[] { Check("App", options.App), Check("Platform", options.Platform), Check(options.StatementTimeout) }.Concat(own).OfType<string>().ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string? Check(TimeSpan timeout) => timeout < TimeSpan.FromSeconds(1) || timeout > TimeSpan.FromMinutes(10)
        ? $"Database:StatementTimeout {timeout:c} is not between 00:00:01 and 00:10:00; set Database__StatementTimeout."
        : null;

    private static string? Check(string key, string value)
    {
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(value).Host)
                ? $"Database:{key} is missing: set Database__{key.Replace(":", "__", StringComparison.Ordinal)} to a PostgreSQL connection string."
                : null;
        }
        catch (ArgumentException)
        {
            return $"Database:{key} cannot be read as a PostgreSQL connection string (Host=…;Port=…;Database=…;Username=…;Password=…).";
        }
    }
}
