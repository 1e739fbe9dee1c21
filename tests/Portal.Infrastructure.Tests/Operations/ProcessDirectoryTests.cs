using Npgsql;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Processes;
using Portal.Infrastructure.Tests.Tenancy.Keys;

namespace Portal.Infrastructure.Tests.Operations;

/// <summary>Staff see who is there; who falls silent is announced by the others.</summary>
public sealed class ProcessDirectoryTests : IAsyncLifetime
{
    private readonly ManualClock _time = new();
    private TestDatabase _database = null!;
    private PlatformDatabase _platform = null!;
    private ProcessDirectory _directory = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _platform = new(NpgsqlDataSource.Create(_database.Platform));
        _directory = new(_platform, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Process_ThatFallsSilentAndSpeaksAgain_IsAnnouncedBothTimes()
    {
        var (one, other) = (Process("web", "one"), Process("web", "other"));
        await SayAsync(one);
        await SayAsync(other);
        await using var connection = new NpgsqlConnection(_database.Platform);
        await connection.OpenAsync(Cancel);
        var news = new List<string>();
        connection.Notification += (_, said) => news.Add(said.Payload.Split(':')[^1]);
        await new NpgsqlCommand("listen portal_event", connection).ExecuteNonQueryAsync(Cancel);

        _time.Now += TimeSpan.FromSeconds(31);
        await SayAsync(other);
        await SayAsync(other);
        await new NpgsqlCommand("select 1", connection).ExecuteNonQueryAsync(Cancel);
        news.ShouldBe([one.Id.ToString()]);
        (await SilentAsync()).ShouldBe([one.Id]);

        await SayAsync(one);
        await new NpgsqlCommand("select 1", connection).ExecuteNonQueryAsync(Cancel);
        news.ShouldBe([one.Id.ToString(), one.Id.ToString()]);
        (await SilentAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task SilentProcess_ThatAYoungerOneOfItsMachineReplaced_IsForgottenAtOnceOthersAfterAnHour()
    {
        var (killed, elsewhere, operators) = (Process("web", "one"), Process("web", "other"), Process("operator", "one"));
        await SayAsync(killed);
        await SayAsync(elsewhere);
        await SayAsync(operators);
        _time.Now += TimeSpan.FromSeconds(29);
        var younger = Process("web", "one");
        await SayAsync(younger);
        (await KnownAsync()).ShouldBe([killed.Id, elsewhere.Id, operators.Id, younger.Id], ignoreOrder: true);

        _time.Now += TimeSpan.FromSeconds(2);
        await SayAsync(younger);
        (await KnownAsync()).ShouldBe([elsewhere.Id, operators.Id, younger.Id], ignoreOrder: true);

        _time.Now += TimeSpan.FromHours(1);
        await SayAsync(younger);
        (await KnownAsync()).ShouldBe([younger.Id]);
    }

    private ReportedProcess Process(string kind, string machine) =>
        new(Guid.CreateVersion7(), kind, machine, "1.0.0", ProcessStatus.Healthy, [new("database", ProcessStatus.Healthy, "It answers.")], _time.GetUtcNow(), _time.GetUtcNow(), false);

    private Task SayAsync(ReportedProcess process) => _directory.SayAsync(process with { SeenAt = _time.GetUtcNow() }, Cancel);

    private async Task<IEnumerable<Guid>> KnownAsync() => (await _directory.ListAsync(Cancel)).Select(process => process.Id);

    private async Task<IEnumerable<Guid>> SilentAsync() => (await _directory.ListAsync(Cancel)).Where(process => process.IsSilent).Select(process => process.Id);
}
