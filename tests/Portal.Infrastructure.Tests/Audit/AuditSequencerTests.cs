using Npgsql;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tests.Audit;

/// <summary>What is recorded gets its place afterwards: once, in order, and whatever has become of the log.</summary>
public sealed class AuditSequencerTests : IAsyncLifetime
{
    private AuditWorld _world = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await AuditWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Run_ByManyWhileOthersRecord_PlacesEachOnce()
    {
        await Parallel.ForAsync(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Stop }, async (i, _) =>
        {
            await _world.RecordAsync(AuditWorld.Entry(i), AuditWorld.Entry(i + 100));
            (await _world.SequenceAsync()).ShouldBeTrue();
        });

        await _world.SignAsync();
        (await _world.VerifyAsync()).ShouldSatisfyAllConditions(r => r.Findings.ShouldBeEmpty(), r => (r.Records, r.Signed).ShouldBe((80, 80)));
        (await WaitingAsync()).ShouldBe(0);
        (await _world.ListAsync("select distinct subject_id from portal.audit_record")).Count.ShouldBe(80);
    }

    [Fact]
    public async Task Order_IsThatInWhichTheyWereRecorded()
    {
        await _world.RecordAsync(AuditWorld.Entry(1), AuditWorld.Entry(2), AuditWorld.Entry(3));
        await _world.RecordAsync(AuditWorld.Entry(4));
        await _world.SequenceAsync();
        await _world.RecordAsync(AuditWorld.Entry(5));
        await _world.SequenceAsync();

        (await _world.ListAsync("select subject_id from portal.audit_record order by sequence")).ShouldBe(["t1", "t2", "t3", "t4", "t5"]);
    }

    [Fact]
    public async Task Run_OverMoreThanOneTransactionTakes_PlacesAll()
    {
        await _world.RecordAsync([.. Enumerable.Range(1, 2_100).Select(AuditWorld.Entry)]);
        await _world.SequenceAsync();

        (await WaitingAsync()).ShouldBe(0);
        await _world.SignAsync();
        (await _world.VerifyAsync()).ShouldSatisfyAllConditions(r => r.Findings.ShouldBeEmpty(), r => (r.Records, r.Signed).ShouldBe((2_100, 2_100)));
    }

    [Fact]
    public async Task Recording_WhileSomebodyHoldsTheLog_WaitsForNobody()
    {
        await _world.FillAsync(1);
        await using var holder = await _world.Units.BeginAsync(_world.Tenant, Stop);
        await using (var hold = holder.Command("select 1 from audit_head for update"))
        {
            (await hold.ExecuteScalarAsync(Stop)).ShouldBe(1);
        }

        await _world.RecordAsync(AuditWorld.Entry(2)).WaitAsync(TimeSpan.FromSeconds(30), Stop);
        (await WaitingAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Transaction_ThatIsUndone_RecordsNothing()
    {
        await using (var work = await _world.Units.BeginAsync(_world.Tenant, Stop))
        {
            work.Audit(_world.Caller, AuditWorld.Entry(1));
        }

        (await WaitingAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("update portal.audit_head set frontier = substr(frontier, 2)")]
    [InlineData("update portal.audit_head set sequence = 2, frontier = substr(frontier, 1, 32)")]
    [InlineData("delete from portal.audit_head")]
    public async Task Log_WhoseEndWasChanged_KeepsNobodyFromWorkingAndLosesNothing(string sql)
    {
        await _world.FillAsync(5);
        await _world.TamperAsync($"create table public.kept as select * from portal.audit_head; {sql}");
        await _world.RecordAsync(AuditWorld.Entry(6));

        (await _world.SequenceAsync()).ShouldBeFalse();
        (await WaitingAsync()).ShouldBe(1);

        await _world.TamperAsync("delete from portal.audit_head; insert into portal.audit_head select * from public.kept");
        (await _world.SequenceAsync()).ShouldBeTrue();
        await _world.SignAsync();
        (await _world.VerifyAsync()).ShouldSatisfyAllConditions(r => r.Findings.ShouldBeEmpty(), r => (r.Records, r.Signed).ShouldBe((6, 6)));
    }

    [Fact]
    public async Task Log_ThatTakesNoMore_IsNotSigned()
    {
        await _world.FillAsync(5);
        await _world.TamperAsync("delete from portal.audit_head");
        await _world.RecordAsync(AuditWorld.Entry(6));

        (await _world.SignAsync()).Refusal.ShouldBe("The log takes no more records: what is written of its end does not fit the records that are there.");
    }

    [Theory]
    [InlineData("delete from audit_pending_record")]
    [InlineData("update audit_pending_record set action = 'thing.undone'")]
    public async Task Pending_RecordChangedByWhoeverServesTheTenant_IsRefused(string sql)
    {
        await _world.RecordAsync(AuditWorld.Entry(1));
        await using var work = await _world.Units.BeginAsync(_world.Tenant, Stop);
        await using var change = work.Command(sql);
        (await Should.ThrowAsync<PostgresException>(() => change.ExecuteNonQueryAsync(Stop))).SqlState.ShouldBeOneOf("23001", PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Pending_RecordThatIsNotTheOneInTheLog_CannotBeTakenAway()
    {
        await _world.FillAsync(1);
        // The same id, another deed.
        await _world.SuperuserAsync(
            $"insert into portal.audit_pending_record ({AuditPending.Columns}) select {AuditPending.Columns.Replace("detail", "'{\"number\":\"x\"}'", StringComparison.Ordinal)} from portal.audit_record");
        await using var work = await _world.Units.BeginAsync(_world.Tenant, Stop);
        await using var remove = work.Command("delete from audit_pending_record");
        (await Should.ThrowAsync<PostgresException>(() => remove.ExecuteNonQueryAsync(Stop))).SqlState.ShouldBe("23001");
    }

    [Fact]
    public async Task Log_ThatAVersionFromBeforeGoesOnWriting_StaysOneTree()
    {
        await _world.FillAsync(3);
        await _world.RecordAsync(AuditWorld.Entry(4));
        // The way in which places were given within the transaction: a web process that is not upgraded yet.
        await using (var work = await _world.Units.BeginAsync(_world.Tenant, Stop))
        {
            var record = new AuditRecord
            {
                Tenant = _world.Tenant,
                Id = new(work.NewId()),
                OccurredAt = work.Now,
                ActorKind = "system",
                ActorId = "portal",
                ActorMember = null,
                ActorName = new("Portal", new byte[SealedText.SaltSize]),
                OnBehalfOf = null,
                Address = null,
                Action = "thing.done",
                SubjectKind = "thing",
                SubjectId = "t5",
                SubjectName = new("Thing", new byte[SealedText.SaltSize]),
                Detail = "{}",
                Changes = "[]",
                CorrelationId = "c",
            };
            var around = AuditLeaf.Write(record, 0).Split("\"sequence\":0");
            await using var append = work.Command(
                """
                select portal.append_audit_record($1, $2, $3, $4, 'system', null, 'portal', 'Portal', $5, null, null, null, 'thing.done', 'thing', 't5', 'Thing', $5, '{}', '[]', null, 'c')
                """);
            append.With(around[0] + "\"sequence\":", around[1], record.Id.Value, record.OccurredAt, new byte[SealedText.SaltSize]);
            (await append.ExecuteScalarAsync(Stop)).ShouldBe(4L);
            await work.CommitAsync(Stop);
        }

        await _world.SignAsync();
        (await _world.VerifyAsync()).ShouldSatisfyAllConditions(r => r.Findings.ShouldBeEmpty(), r => (r.Records, r.Signed).ShouldBe((5, 5)));
        (await _world.ListAsync("select subject_id from portal.audit_record order by sequence")).ShouldBe(["t1", "t2", "t3", "t5", "t4"]);
    }

    private async Task<int> WaitingAsync() => (await _world.ListAsync("select id::text from portal.audit_pending_record")).Count;
}
