using Microsoft.Extensions.Configuration;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tests.Database;

public sealed class DatabaseOptionsTests
{
    private const string Server = "Host=h;Database=d;Username=u;Password=canary";

    [Theory]
    [InlineData("00:00:01", null)]
    [InlineData("00:10:00", null)]
    [InlineData("00:00:00.9990000", "Database:StatementTimeout 00:00:00.9990000 is not between 00:00:01 and 00:10:00; set Database__StatementTimeout.")]
    [InlineData("00:10:00.0010000", "Database:StatementTimeout 00:10:00.0010000 is not between 00:00:01 and 00:10:00; set Database__StatementTimeout.")]
    [InlineData("-00:00:01", "Database:StatementTimeout -00:00:01 is not between 00:00:01 and 00:10:00; set Database__StatementTimeout.")]
    [InlineData("30", "Database:StatementTimeout 30.00:00:00 is not between 00:00:01 and 00:10:00; set Database__StatementTimeout.")]
    public void StatementTimeout_InItsBoundsOrNot_IsTakenOrNamed(string value, string? failure)
    {
        var result = Validate(new() { ["Database:App"] = Server, ["Database:Platform"] = Server, ["Database:StatementTimeout"] = value });
        (result ?? []).ShouldBe(failure is null ? [] : [failure]);
    }

    [Fact]
    public void Settings_ThatAreWrong_AreNamedAllAtOnceWithoutASecret()
    {
        var failures = Validate(new()
        {
            ["Database:App"] = "", ["Database:Platform"] = "no connection canary", ["Database:StatementTimeout"] = "01:00:00", ["Database:Own:acme:App"] = "Username=canary",
            ["Database:Own:acme:Platform"] = Server,
        });
        failures.ShouldBe([
            "Database:App is missing: set Database__App to a PostgreSQL connection string.",
            "Database:Platform cannot be read as a PostgreSQL connection string (Host=…;Port=…;Database=…;Username=…;Password=…).",
            "Database:StatementTimeout 01:00:00 is not between 00:00:01 and 00:10:00; set Database__StatementTimeout.",
            "Database:Own:acme:App is missing: set Database__Own__acme__App to a PostgreSQL connection string.",
        ]);
    }

    private static IEnumerable<string>? Validate(Dictionary<string, string?> settings)
    {
        var options = new DatabaseOptions();
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(DatabaseOptions.SectionName).Bind(options);
        return new DatabaseOptionsValidation().Validate(null, options).Failures;
    }
}
