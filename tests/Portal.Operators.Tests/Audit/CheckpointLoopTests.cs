using Npgsql;
using Portal.Operators.Audit;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Audit;

/// <summary>Signing of tenants' logs, pass by pass and by the clock.</summary>
public sealed class CheckpointLoopTests : IAsyncLifetime
{
    private const int Refused = 5611;
    private const int TenantBehind = 5613;
    private CheckpointStage _stage = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await CheckpointStage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Run_WhileALogGrows_SignsEveryRecordWithinAMinute()
    {
        var tenant = await _stage.AddAsync(3);
        var loop = _stage.Operator().Loop;
        await loop.StartAsync(Stop);
        for (var minute = 0; minute < 3; minute++)
        {
            await WaitsAsync();
            await _stage.AppendAsync(tenant, 2);
            for (var tick = 0; tick < 4; tick++)
            {
                _stage.Time.Advance(TimeSpan.FromSeconds(15));
                await WaitsAsync();
            }
        }

        await loop.StopAsync(Stop);
        (await _stage.SignedAsync(tenant)).ShouldBe(["3", "5", "7", "9"]);
        (await _stage.LongestWaitAsync()).ShouldBeLessThanOrEqualTo(60);

        Task WaitsAsync() => Deadline.UntilAsync(() => _stage.Time.Waiting == 1, "the signer waits for its next pass");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("installation")]
    public async Task Look_AfterARecordWithAndWithoutOtherNews_SignsIt(string? topic)
    {
        var tenant = await _stage.AddAsync(1);
        var loop = _stage.Operator().Loop;
        await loop.LookAsync(Stop);
        await _stage.SuperuserAsync("delete from portal.outbox_message");
        await _stage.AppendAsync(tenant, topic: topic);
        (await _stage.ListAsync("select topic from portal.outbox_message")).ShouldBe([topic ?? "audit"]);
        await loop.LookAsync(Stop);

        (await _stage.SignedAsync(tenant)).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Look_AtAllWhileTheyTakeLong_KeepsNewsWaitingForOnePassOnly()
    {
        var others = new List<Portal.Domain.Tenancy.TenantId>();
        for (var other = 0; other < 6; other++)
        {
            others.Add(await _stage.AddAsync(1));
        }

        // Their news is long over: only the look at all finds them.
        await _stage.SuperuserAsync("delete from portal.outbox_message");
        var loop = _stage.Operator(new SlowWitness(_stage.Witness, _stage.Time, TimeSpan.FromSeconds(4))).Loop;
        var began = _stage.Time.GetUtcNow();
        await loop.LookAsync(Stop);
        (_stage.Time.GetUtcNow() - began).ShouldBeLessThanOrEqualTo(CheckpointLoop.ForAll + TimeSpan.FromSeconds(4));
        await _stage.AppendAsync(others[^1]);
        await loop.LookAsync(Stop);

        (await _stage.SignedAsync(others[^1])).ShouldBe(["2"]);
        (await _stage.ListAsync("select count(*)::text from portal.audit_checkpoint")).ShouldBe(["6"]);
    }

    [Fact]
    public async Task Look_AtALogThatWasCutOff_RaisesOneAlarmAndSignsTheOthers()
    {
        var (cut, other) = (await _stage.AddAsync(5), await _stage.AddAsync(1));
        var (loop, _, alarms) = _stage.Operator();
        await loop.LookAsync(Stop);
        await _stage.SuperuserAsync(
            $"""
            set session_replication_role = replica; delete from portal.audit_record where tenant_id = '{cut.Value}' and sequence > 4;
            update portal.audit_head set sequence = 4, frontier = (select nodes from portal.audit_record where tenant_id = '{cut.Value}' and sequence = 4) where tenant_id = '{cut.Value}'
            """);
        await _stage.SuperuserAsync($"set session_replication_role = replica; update portal.audit_head set frontier = substr(frontier, length(frontier) - 31) where tenant_id = '{cut.Value}'");
        await _stage.AppendAsync(other);
        await loop.LookAsync(Stop);
        await loop.LookAsync(Stop);

        _stage.Logs.Events.Count(id => id == Refused).ShouldBe(1);
        (alarms.Count, alarms.LateCount).ShouldBe((1, 0));
        (await _stage.SignedAsync(cut)).ShouldBe(["5"]);
        (await _stage.SignedAsync(other)).ShouldBe(["1", "2"]);

        // Whoever is called accepts the loss: the copy is moved aside, and signing goes on.
        File.Move(_stage.Witness.FileOf(cut), _stage.Witness.FileOf(cut) + ".lost");
        await loop.LookAsync(Stop);
        alarms.Count.ShouldBe(0);
        (await _stage.SignedAsync(cut)).ShouldBe(["4", "5"]);
    }

    [Fact]
    public async Task Look_WhenOneTenantsFileOrADatabaseIsAway_SignsTheOthers()
    {
        var (broken, other) = (await _stage.AddAsync(1), await _stage.AddAsync(1));
        Directory.CreateDirectory(_stage.Witness.FileOf(broken));
        const string Away = "Host=127.0.0.1;Port=1;Database=none;Username=none;Password=none";
        var (loop, _, alarms) = _stage.Operator(own: new("own", new(NpgsqlDataSource.Create(Away)), new(NpgsqlDataSource.Create(Away))));
        await loop.LookAsync(Stop);

        (await _stage.SignedAsync(other)).ShouldBe(["1"]);
        File.Exists(_stage.Witness.FileOf(other)).ShouldBeTrue();
        (alarms.Count, alarms.LateCount).ShouldBe((0, 1));
        _stage.Logs.Events.ShouldContain(TenantBehind);

        Directory.Delete(_stage.Witness.FileOf(broken));
        // However long that took, and without news of it.
        await _stage.SuperuserAsync("delete from portal.outbox_message");
        await loop.LookAsync(Stop);
        alarms.LateCount.ShouldBe(0);
        File.Exists(_stage.Witness.FileOf(broken)).ShouldBeTrue();
    }

    [Fact]
    public async Task Look_ByTwoOperators_SignsByOneUntilItIsGone()
    {
        var tenant = await _stage.AddAsync(1);
        var (first, turn, _) = _stage.Operator();
        var second = _stage.Operator().Loop;
        await first.LookAsync(Stop);
        await _stage.AppendAsync(tenant);
        await second.LookAsync(Stop);
        (await _stage.SignedAsync(tenant)).ShouldBe(["1"]);

        await turn.DisposeAsync();
        await second.LookAsync(Stop);
        (await _stage.SignedAsync(tenant)).ShouldBe(["1", "2"]);
        await _stage.AppendAsync(tenant);
        await first.LookAsync(Stop);
        (await _stage.SignedAsync(tenant)).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Run_AfterEveryConnectionWasCut_SignsWithinAMinute()
    {
        var tenant = await _stage.AddAsync(1);
        var loop = _stage.Operator().Loop;
        await loop.StartAsync(Stop);
        await WaitsAsync();
        await _stage.ListAsync("select pg_terminate_backend(pid)::text from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        await AppendAsync();
        for (var tick = 0; tick < 4; tick++)
        {
            _stage.Time.Advance(CheckpointLoop.Every);
            await WaitsAsync();
        }

        await loop.StopAsync(Stop);
        (await _stage.SignedAsync(tenant)).ShouldBe(["1", "2"]);

        Task WaitsAsync() => Deadline.UntilAsync(() => _stage.Time.Waiting == 1, "the signer waits for its next pass");

        // The test's own connections were cut, too.
        async Task AppendAsync()
        {
            try
            {
                await _stage.AppendAsync(tenant);
            }
            catch (NpgsqlException)
            {
                await _stage.AppendAsync(tenant);
            }
        }
    }
}
