using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tests.Database;

public sealed class DatabaseRegistrationTests
{
    [Theory]
    [InlineData("Host=db", 40, 15, 35, 10, null)]
    [InlineData("Host=db-1,db-2", 40, 5, 35, 1, "primary")]
    [InlineData("Host=db-1,db-2;MaxPoolSize=7;Timeout=15;CommandTimeout=30;Host Recheck Seconds=3;Target Session Attributes=any", 7, 15, 30, 3, "any")]
    public async Task Source_WithSettings_KeepsWhatIsWrittenAndAddsTheRest(string given, int pool, int connect, int command, int recheck, string? target)
    {
        await using var source = DatabaseRegistration.Source(given, "tests", TimeSpan.FromSeconds(35));
        var made = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        (made.MaxPoolSize, made.Timeout, made.CommandTimeout, made.HostRecheckSeconds, made.TargetSessionAttributes, made.ApplicationName)
            .ShouldBe((pool, connect, command, recheck, target, "tests"));
    }
}
