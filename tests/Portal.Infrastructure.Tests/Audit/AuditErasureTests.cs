using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Audit.Checkpoints;

namespace Portal.Infrastructure.Tests.Audit;

public sealed class AuditErasureTests : IAsyncLifetime
{
    private AuditWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await AuditWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Erasure_OfOnePerson_LeavesNoNameAndAWholeLog()
    {
        await _world.AppendAsync(new Portal.Domain.Audit.AuditEntry("member.added", "member", _world.Ada.ToString(), "Ada Lovelace", new Dictionary<string, string>())
        {
            Changes = [new("email", null, "ada@acme.example", IsPersonal: true)],
        });
        await _world.FillAsync(5);
        await _world.SignAsync();
        await using (var work = await _world.Units.BeginAsync(_world.Tenant, TestContext.Current.CancellationToken))
        {
            (await AuditErasure.ExecuteAsync(work, _world.Ada, TestContext.Current.CancellationToken)).ShouldBe(6);
            (await AuditErasure.ExecuteAsync(work, _world.Ada, TestContext.Current.CancellationToken)).ShouldBe(0);
            await work.CommitAsync(TestContext.Current.CancellationToken);
        }

        var rows = string.Join('\n', await _world.ListAsync("select r::text from portal.audit_record r"));
        rows.ShouldNotContain("Lovelace");
        rows.ShouldNotContain("203.0.113.7");
        rows.ShouldNotContain("ada@acme.example");
        // What is about things, not about her, stays.
        rows.ShouldContain("Thing 3");
        await _world.FillAsync(2);
        await _world.SignAsync();
        (await _world.VerifyAsync()).ShouldSatisfyAllConditions(r => r.Findings.ShouldBeEmpty(), r => r.Signed.ShouldBe(8));
    }

    [Theory]
    [InlineData("update portal.audit_record set actor_name = null, actor_seal = decode(repeat('00', 32), 'hex')")]
    [InlineData("update portal.audit_record set actor_name = 'Eve'")]
    [InlineData("update portal.audit_record set personal = replace(personal, 'ada', 'eve')")]
    public async Task Update_ThatIsNoErasure_IsRefusedEvenToTheSuperuser(string sql)
    {
        await _world.FillAsync(1);
        var refused = await Should.ThrowAsync<Npgsql.PostgresException>(() => _world.SuperuserAsync(sql));
        refused.SqlState.ShouldBe("23001");
    }

    [Fact]
    public async Task Chain_FromBefore_GoesOnAsATreeAndStaysProved()
    {
        await ChainAsync(3);
        await _world.FillAsync(4);
        await _world.SignAsync();
        (await _world.ListAsync("select sequence || ' ' || action from portal.audit_record where sequence in (3, 4, 5) order by sequence"))
            .ShouldBe(["3 old.done", "4 log.continued", "5 thing.done"]);
        (await _world.VerifyAsync()).ShouldSatisfyAllConditions(r => r.Findings.ShouldBeEmpty(), r => (r.Records, r.Signed).ShouldBe((8, 5)));
        await _world.TamperAsync("update portal.audit_record set action = 'old.undone' where sequence = 2");
        (await _world.VerifyAsync()).FirstBad.ShouldBe(2);
    }

    [Fact]
    public async Task Sign_OfTheSameLogAgain_DoesNothing()
    {
        await _world.FillAsync(4);
        (await _world.SignAsync()).ShouldBe(new(4, true, null));
        (await _world.SignAsync()).ShouldBe(new(4, false, null));
        File.Delete(_world.Witness.FileOf(_world.Tenant));
        // A copy that is lost is made again.
        (await _world.SignAsync()).ShouldBe(new CheckpointOutcome(4, true, null));
        (await _world.VerifyAsync()).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Sign_AfterACrashInTheMiddleOfTheCopy_MakesItWhole()
    {
        await _world.FillAsync(4);
        await _world.SignAsync();
        await File.AppendAllTextAsync(_world.Witness.FileOf(_world.Tenant), "\n{\"from\":4,\"hashes\":\"AAAA", TestContext.Current.CancellationToken);
        await _world.FillAsync(3);
        (await _world.SignAsync()).ShouldBe(new(7, true, null));
        (await _world.VerifyAsync()).ShouldSatisfyAllConditions(r => r.Findings.ShouldBeEmpty(), r => r.Signed.ShouldBe(7));
    }

    // As the product wrote it before there was a tree.
    private async Task ChainAsync(int count)
    {
        var previous = Portal.Domain.Audit.AuditChain.Origin;
        for (var sequence = 1; sequence <= count; sequence++)
        {
            var row = new AuditRecordRow
            {
                TenantId = _world.Tenant,
                Sequence = sequence,
                Id = new(Guid.CreateVersion7()),
                OccurredAt = new(2026, 1, 1, 0, 0, sequence, TimeSpan.Zero),
                ActorKind = Portal.Domain.Access.PrincipalKind.System,
                ActorId = null,
                ActorName = "Portal",
                Action = "old.done",
                SubjectKind = "thing",
                SubjectId = "t",
                SubjectName = "Thing",
                Detail = "{}",
                CorrelationId = "c",
                PreviousHash = previous,
                Hash = [],
            };
            var hash = AuditRecordHash.Of(row);
            await _world.SuperuserAsync(
                $"""
                insert into portal.audit_record (tenant_id, sequence, id, occurred_at, actor_kind, actor_name, action, subject_kind, subject_id, subject_name, detail, correlation_id, previous_hash, hash)
                values ('{row.TenantId.Value}', {sequence}, '{row.Id.Value}', '{row.OccurredAt:O}', 'system', 'Portal', 'old.done', 'thing', 't', 'Thing', '{"{}"}', 'c',
                    '\x{Convert.ToHexStringLower(previous)}', '\x{Convert.ToHexStringLower(hash)}')
                """);
            previous = hash;
        }

        await _world.SuperuserAsync($"insert into portal.audit_head (tenant_id, sequence, hash) values ('{_world.Tenant.Value}', {count}, '\\x{Convert.ToHexStringLower(previous)}')");
    }
}
