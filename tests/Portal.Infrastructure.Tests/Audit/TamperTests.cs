using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;

namespace Portal.Infrastructure.Tests.Audit;

/// <summary>A log of forty records, signed at ten, thirty and forty; then somebody with the superuser's rights sets about it.</summary>
public sealed class TamperTests : IAsyncLifetime
{
    private const string Away = "update portal.audit_record set sequence = sequence + 1000 where sequence";

    // Rewrites what follows as the product would have written it: every hash anew, the tree anew.
    private const string Rehash =
        """
        do $$
        declare
            r record; peaks bytea := ''; node bytea; completed bytea; rest bigint; n bigint := 0;
        begin
            for r in select * from portal.audit_record order by sequence loop
                node := r.hash; completed := ''; rest := n;
                while rest & 1 = 1 loop
                    node := sha256('\x01'::bytea || substr(peaks, length(peaks) - 31) || node);
                    peaks := substr(peaks, 1, length(peaks) - 32); completed := completed || node; rest := rest >> 1;
                end loop;
                peaks := peaks || node; n := n + 1;
                update portal.audit_record set nodes = completed where tenant_id = r.tenant_id and sequence = r.sequence;
            end loop;
            update portal.audit_head set sequence = n, frontier = peaks;
        end $$
        """;

    private AuditWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await AuditWorld.StartAsync();
        await _world.FillAsync(10);
        await _world.SignAsync();
        await _world.FillAsync(20);
        await _world.SignAsync();
        await _world.FillAsync(10);
        (await _world.SignAsync()).ShouldBe(new(40, true, null));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Untouched_IsWhole()
    {
        var result = await _world.VerifyAsync();
        result.Findings.ShouldBeEmpty();
        (result.Records, result.Signed, result.Checkpoints, result.IsWhole).ShouldBe((40, 40, 6, true));
        (await _world.VerifyAsync(withOutside: false)).IsWhole.ShouldBeTrue();
    }

    [Theory]
    [InlineData("update portal.audit_record set detail = '{\"number\":\"x\"}' where sequence = 17", "record.changed", 17)]
    [InlineData("update portal.audit_record set actor_name = 'Eve' where sequence = 17", "record.changed", 17)]
    [InlineData("update portal.audit_record set occurred_at = occurred_at - interval '1 day' where sequence = 40", "record.changed", 40)]
    [InlineData("delete from portal.audit_record where sequence = 17", "record.missing", 17)]
    [InlineData("delete from portal.audit_record where sequence = 17; " + Away + " > 17; update portal.audit_record set sequence = sequence - 1001 where sequence > 1000", "record.moved", 17)]
    [InlineData(Away + " in (17, 23); update portal.audit_record set sequence = case sequence when 1017 then 23 else 17 end where sequence > 1000", "record.moved", 17)]
    [InlineData("delete from portal.audit_record where sequence > 33", "log.truncated", 34)]
    [InlineData("delete from portal.audit_record where sequence > 33; delete from portal.audit_checkpoint where size > 33; update portal.audit_head set sequence = 33", "log.truncated", 34)]
    public async Task Tampered_WithWhatASuperuserCan_IsFoundWhereItBegan(string sql, string code, long sequence)
    {
        await _world.TamperAsync(sql);
        var result = await _world.VerifyAsync();
        (result.Findings[0].Code, result.FirstBad).ShouldBe((code, sequence));
    }

    [Fact]
    public async Task Insertion_OfARecordThatIsRightInItself_IsFoundAtItsPlace()
    {
        await ForgeAsync(17, insert: true);
        (await _world.VerifyAsync()).FirstBad.ShouldBe(17);
        (await _world.VerifyAsync(withOutside: false)).Findings[0].ShouldSatisfyAllConditions(f => f.Code.ShouldBe("record.inserted"), f => f.Sequence.ShouldBe(17));
    }

    [Fact]
    public async Task Rewriting_OfEveryHash_IsFoundBySignatureAndExactlyByTheCopyOutside()
    {
        await ForgeAsync(17, insert: false);
        (await _world.VerifyAsync()).Findings[0].ShouldSatisfyAllConditions(f => f.Code.ShouldBe("record.replaced"), f => f.Sequence.ShouldBe(17));
        // Without the copy: after the ten that the last good checkpoint covers.
        (await _world.VerifyAsync(withOutside: false)).Findings[0].ShouldSatisfyAllConditions(f => f.Code.ShouldBe("log.forked"), f => f.Sequence.ShouldBe(11));
    }

    [Fact]
    public async Task Rewriting_ByWhoeverCanSignToo_IsFoundByWhatTheTenantWasSent()
    {
        var kept = new WitnessedLog();
        foreach (var note in await _world.ListAsync("select note from portal.audit_checkpoint order by size"))
        {
            kept.Add(System.Text.Encoding.UTF8.GetBytes(WitnessedLog.Write(note)));
        }

        await ForgeAsync(17, insert: false);
        await _world.TamperAsync("delete from portal.audit_checkpoint");
        File.Delete(_world.Witness.FileOf(_world.Tenant));
        (await _world.SignAsync()).ShouldBe(new(40, true, null));

        (await _world.VerifyAsync()).IsWhole.ShouldBeTrue("nobody else can tell");
        (await _world.VerifyAsync(kept)).Findings.Select(f => (f.Code, f.Sequence)).ShouldContain(("log.forked", 11));
        (await _world.VerifyAsync(kept)).FirstBad.ShouldBe(11);
    }

    [Fact]
    public async Task Fork_ThatGoesOn_IsSignedNoMore()
    {
        await ForgeAsync(17, insert: false);
        await _world.FillAsync(5);
        (await _world.SignAsync()).Refusal.ShouldBe("The log was rewritten: its tree of 45 leaves does not begin with the 40 that were signed.");
        (await _world.ListAsync("select max(size)::text from portal.audit_checkpoint")).ShouldBe(["40"]);
    }

    [Fact]
    public async Task Truncation_OfEverything_IsSignedNoMore()
    {
        await _world.TamperAsync("delete from portal.audit_record; delete from portal.audit_head; delete from portal.audit_checkpoint");
        (await _world.SignAsync()).Refusal.ShouldBe("The log is gone: 40 leaves were signed.");
        await _world.FillAsync(3);
        (await _world.SignAsync()).Refusal.ShouldBe("The log was cut off: 40 leaves were signed, and there are 3.");
    }

    [Fact]
    public async Task Checkpoint_ThatIsForged_IsNoneOfOurs()
    {
        await _world.TamperAsync("update portal.audit_checkpoint set note = replace(note, '— portal-audit ', '— portal-audit A') where size = 30");
        (await _world.VerifyAsync()).Findings.Select(f => f.Code).ShouldBe(["checkpoint.invalid"]);
        await _world.TamperAsync("update portal.audit_checkpoint k set note = (select split_part(note, E'\\n\\n', 1) from portal.audit_checkpoint o where o.size = 30) || substr(note, strpos(note, E'\\n\\n')) where size = 10");
        (await _world.VerifyAsync()).Findings.Select(f => f.Code).ShouldContain("checkpoint.signature");
    }

    [Fact]
    public async Task Personal_ValueThatIsNotTheOneCommittedTo_IsFound()
    {
        await _world.TamperAsync("update portal.audit_record set personal = replace(personal, 'ada', 'eve') where sequence = 17");
        (await _world.VerifyAsync()).Findings[0].ShouldSatisfyAllConditions(f => f.Code.ShouldBe("record.personal"), f => f.Sequence.ShouldBe(17));
    }

    // A record with a right hash of its own, in the place of another or before it, and the tree made to fit.
    private async Task ForgeAsync(int place, bool insert)
    {
        await using var work = await _world.Units.BeginAsync(_world.Tenant, TestContext.Current.CancellationToken);
        var row = await work.Db.Set<AuditRecordRow>().AsNoTracking().FirstAsync(r => r.Sequence == place, TestContext.Current.CancellationToken);
        var forged = row with { Action = "thing.forged" };
        var hash = Convert.ToHexStringLower(MerkleHash.Leaf(System.Text.Encoding.UTF8.GetBytes(AuditLeaf.Write(AuditRecords.Read(forged), place))));
        await work.DisposeAsync();
        if (insert)
        {
            await _world.TamperAsync(
                $"{Away} >= {place}; update portal.audit_record set sequence = sequence - 999 where sequence > 1000; "
                + $"create temp table copied as select * from portal.audit_record where sequence = {place + 1}; update copied set sequence = {place}, id = '{row.Id.Value}', action = 'thing.forged', hash = '\\x{hash}'; "
                + $"alter table portal.audit_record drop constraint audit_record_tenant_id_id_key; insert into portal.audit_record select * from copied");
            return;
        }

        await _world.TamperAsync($"update portal.audit_record set action = 'thing.forged', hash = '\\x{hash}' where sequence = {place}; {Rehash}");
    }
}
