using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Operations.Backups;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Backups;
using Portal.Operators.Operations.Backups;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Operations;

/// <summary>Backups by the schedule, with a clock that the test moves.</summary>
public sealed class BackupTimerTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly BackupSchedule Daily = new(TimeSpan.FromDays(1), null);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Look_OverDays_MakesOneADayAndTriesAgainAnHourAfterAFailure()
    {
        var folder = Directory.CreateTempSubdirectory("portal-backup-").FullName;
        BackupList.MakeKey(Path.Combine(folder, "key"));
        await using var services = Services(folder, "key");
        await using var broken = Services(folder, "no-such-key");

        await LookAsync(services);
        await LookAsync(services);
        (await StatesAsync()).ShouldBe("ready");
        _time.Advance(TimeSpan.FromDays(1));
        (await Should.ThrowAsync<BackupRefusedException>(() => LookAsync(broken))).Error.Rule.ShouldBe("key");
        _time.Advance(TimeSpan.FromDays(1.5));
        (await services.GetRequiredService<BackupDirectory>().StandingAsync(TestContext.Current.CancellationToken)).IsLate(_time.GetUtcNow()).ShouldBeTrue();
        await Task.WhenAll(LookAsync(services), LookAsync(services), LookAsync(services));
        (await StatesAsync()).ShouldBe("ready ready");
        (await services.GetRequiredService<BackupDirectory>().StandingAsync(TestContext.Current.CancellationToken)).IsLate(_time.GetUtcNow()).ShouldBeFalse();
        Directory.Delete(folder, recursive: true);
    }

    private static Task LookAsync(ServiceProvider services) => services.GetRequiredService<BackupTimer>().LookAsync(Daily, TestContext.Current.CancellationToken);

    private ServiceProvider Services(string folder, string key) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:App"] = fixture.Database.App, ["Database:Platform"] = fixture.Database.Platform, ["Database:Migrator"] = fixture.Database.Superuser,
            ["Backup:Folder"] = Path.Combine(folder, "backups"), ["Backup:KeyFile"] = Path.Combine(folder, key),
        }).Build())
        .AddLogging(logging => logging.ClearProviders())
        .AddSingleton<TimeProvider>(_time)
        .AddPortalDatabase().AddBackups().AddSingleton<BackupTimer>()
        .BuildServiceProvider();

    private async Task<string> StatesAsync()
    {
        await using var source = NpgsqlDataSource.Create(fixture.Database.Superuser);
        await using var command = source.CreateCommand("select string_agg(state, ' ' order by started_at) from portal.backup");
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
