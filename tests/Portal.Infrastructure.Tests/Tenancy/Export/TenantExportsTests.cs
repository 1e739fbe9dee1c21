using System.Security.Cryptography;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy.Export;

namespace Portal.Infrastructure.Tests.Tenancy.Export;

/// <summary>An archive on its way from the order to its end.</summary>
public sealed class TenantExportsTests : IAsyncLifetime
{
    private ArchiveWorld _world = null!;
    private TenantId _tenant;

    private TenantExports Exports => _world.Get<TenantExports>();

    public async ValueTask InitializeAsync()
    {
        _world = await ArchiveWorld.StartAsync();
        _tenant = await _world.AddTenantAsync();
        await _world.ExecuteAsync(
            """
            insert into portal.audit_record (tenant_id, sequence, id, occurred_at, actor_kind, actor_name, action, subject_kind, subject_id, subject_name, detail,
                correlation_id, previous_hash, hash)
            select $1, n, gen_random_uuid(), now(), 'system', 'x', 'a', 's', 'i', 'n', md5(n::text) || md5((n + 1)::text) || md5((n + 2)::text), 'c', sha256(n::text::bytea), sha256(n::text::bytea)
            from generate_series(1, 8000) n
            """, _tenant.Value);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Make_OfAnOrder_StoresTheWholeArchiveInPieces()
    {
        var export = await OrderAsync();
        (await Exports.MakeAsync(_tenant, export, (_, _) => Task.CompletedTask, CancellationToken.None)).ShouldBeTrue();

        var (archive, pieces) = await DownloadAsync(export);
        pieces.ShouldBeGreaterThan(1);
        ArchiveWorld.Unpack(archive).Keys.ShouldContain("manifest.json");
        (await RowAsync(export)).ShouldBe($"ready 8000 {archive.Length} sha256:{Convert.ToHexStringLower(SHA256.HashData(archive))}");
        (await Exports.MakeAsync(_tenant, export, (_, _) => Task.CompletedTask, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Make_InterruptedHalfWay_LeavesNothingAndBeginsAgain()
    {
        var export = await OrderAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => Exports.MakeAsync(
            _tenant, export, (table, _) => table.Table == "rollout" ? throw new InvalidOperationException("killed") : Task.CompletedTask, CancellationToken.None));
        (await RowAsync(export)).ShouldStartWith("running 0 0");
        (await _world.ScalarAsync<long>("select count(*) from portal.tenant_export_chunk")).ShouldBe(0);

        (await Exports.MakeAsync(_tenant, export, (_, _) => Task.CompletedTask, CancellationToken.None)).ShouldBeTrue();
        (await RowAsync(export)).ShouldStartWith("ready");
    }

    [Fact]
    public async Task Make_OfAFourthArchive_TakesTheOldestOnesPlace()
    {
        var exports = new List<ExportId>();
        for (var i = 0; i <= TenantExports.MostKept; i++)
        {
            exports.Add(await OrderAsync());
            await Exports.MakeAsync(_tenant, exports[^1], (_, _) => Task.CompletedTask, CancellationToken.None);
        }

        (await RowAsync(exports[0])).ShouldStartWith("expired");
        (await DownloadAsync(exports[0])).Pieces.ShouldBe(0);
        (await RowAsync(exports[1])).ShouldStartWith("ready");
    }

    [Fact]
    public async Task Expire_AfterItsWeek_RemovesThePieces()
    {
        var (old, recent) = (await MadeAsync(), await MadeAsync());
        await _world.ExecuteAsync("update portal.tenant_export set expires_at = now() - interval '1 second' where id = $1", old.Value);

        (await Exports.ExpireAsync(CancellationToken.None)).ShouldBe(1);

        (await RowAsync(old)).ShouldStartWith("expired");
        (await DownloadAsync(old)).Pieces.ShouldBe(0);
        (await DownloadAsync(recent)).Pieces.ShouldBeGreaterThan(0);
    }

    private async Task<ExportId> MadeAsync()
    {
        var export = await OrderAsync();
        await Exports.MakeAsync(_tenant, export, (_, _) => Task.CompletedTask, CancellationToken.None);
        return export;
    }

    private async Task<ExportId> OrderAsync()
    {
        var export = new ExportId(Guid.CreateVersion7());
        await _world.ExecuteAsync(
            "insert into portal.tenant_export (tenant_id, id, operation_id, state, requested_by, created_at) values ($1, $2, $2, 'queued', 'Ada', now())", _tenant.Value, export.Value);
        return export;
    }

    private Task<string> RowAsync(ExportId export) => _world.ScalarAsync<string>("select concat_ws(' ', state, rows, bytes, digest) from portal.tenant_export where id = $1", export.Value);

    private async Task<(byte[] Archive, int Pieces)> DownloadAsync(ExportId export)
    {
        using var archive = new MemoryStream();
        var pieces = 0;
        while (await Exports.ReadChunkAsync(_tenant, export, pieces, CancellationToken.None) is { } piece)
        {
            archive.Write(piece);
            pieces++;
        }

        return (archive.ToArray(), pieces);
    }
}
