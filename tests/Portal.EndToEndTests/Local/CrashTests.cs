using Npgsql;
using Portal.Local.Folder;
using Portal.Local.Processes;
using Portal.Local.Tour;

namespace Portal.EndToEndTests.Local;

/// <summary>kill -9 in the middle of a canary or of requests: what died comes back, and all ends as if nothing had happened.</summary>
public sealed class CrashTests(CrashFixture fixture) : IClassFixture<CrashFixture>
{
    [Theory]
    [InlineData("web", "service-scorecard")]
    [InlineData("operator", "api-docs")]
    [InlineData("postgres", "pull-requests")]
    public async Task Kill_InTheMiddleOfACanary_ComesBackAndTheRolloutCompletes(string process, string plugin)
    {
        var product = fixture.Product;
        var canary = new CanaryRun(product, plugin);
        await canary.InstallAsync("1.0.0");
        await canary.UpgradeAsync("1.1.0");
        await canary.UntilWeightAsync(25);
        var before = Running(product, process);

        Posix.Send(before.Pid, Signal.Kill).ShouldBeTrue();

        await canary.UntilCompletedAsync("1.1.0");
        var after = Running(product, process);
        after.ShouldNotBe(before);
        after.Identity.IsAlive.ShouldBeTrue(product.Output);
        product.Output.ShouldContain($"{process} stopped with exit code 137: starting it again");
    }

    [Fact]
    public async Task Kill_OfTheWebProcessUnderKeyedRequests_LeavesOneEffectAKeyAndTheSameAnswer()
    {
        var product = fixture.Product;
        var program = new KeyedRequests(product);
        var seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        var random = new Random(seed);
        string[] hosts = [.. Enumerable.Range(0, 18).Select(i => $"d{i}.replay.example.com")];
        var told = new Dictionary<string, string?>();
        foreach (var round in hosts.Chunk(6))
        {
            var asked = round.Select(async host => (host, answer: await program.TryAskAsync(host))).ToArray();
            await Task.Delay(random.Next(0, 40), TestContext.Current.CancellationToken);
            Posix.Send(Running(product, "web").Pid, Signal.Kill);
            foreach (var (host, answer) in await Task.WhenAll(asked))
            {
                told[host] = answer;
            }
        }

        var answers = new Dictionary<string, string>();
        foreach (var host in hosts)
        {
            answers[host] = await program.AskAsync(host);
        }

        answers.Where(answer => told[answer.Key] is { } before && before != answer.Value).ShouldBeEmpty($"seed {seed}");
        (await program.HostsAsync()).Where(host => host.EndsWith("replay.example.com", StringComparison.Ordinal)).Order().ShouldBe(hosts.Order(), $"seed {seed}");
        (await program.AskAsync(hosts[0])).ShouldBe(answers[hosts[0]]);
    }

    [Fact]
    public async Task Terminate_OfTheWebProcess_EndsWhatIsUnderWayFirst()
    {
        var product = fixture.Product;
        var program = new KeyedRequests(product);
        await using var source = NpgsqlDataSource.Create(product.Description.Database.Superuser);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var stall = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var hold = new NpgsqlCommand("lock table portal.audit_pending_record in share mode", connection, stall))
        {
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var asked = program.TryAskAsync("under-way.example.com");
        await WaitingAsync(source);
        var before = Running(product, "web");
        Posix.Send(before.Pid, Signal.Terminate).ShouldBeTrue();
        await Poll.UntilAsync("the port closed", TimeSpan.FromSeconds(20), async () => await program.IsServedAsync() ? "it takes requests" : null,
            TestContext.Current.CancellationToken);
        await stall.CommitAsync(TestContext.Current.CancellationToken);
        (await asked).ShouldNotBeNull("the request under way was cut off");
        (await program.AskAsync("under-way.example.com")).ShouldBe(await asked);
        Running(product, "web").ShouldNotBe(before);
    }

    private static Task WaitingAsync(NpgsqlDataSource source) => Poll.UntilAsync(
        "the request under way", TimeSpan.FromSeconds(10),
        async () =>
        {
            await using var count = source.CreateCommand("select count(*) from pg_stat_activity where usename = 'portal_app' and wait_event_type = 'Lock'");
            return await count.ExecuteScalarAsync(TestContext.Current.CancellationToken) is > 0L ? null : "it never came to write its audit record";
        },
        TestContext.Current.CancellationToken);

    private static RunRecord.Entry Running(LocalProduct product, string process) => RunRecord.Read(Path.Combine(product.Folder, "run.json"))[process];
}
