using System.Text;
using System.Text.Json.Nodes;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy.Export;

namespace Portal.Infrastructure.Tests.Tenancy.Export;

/// <summary>An archive comes from outside: each of these is refused with its own code, and nothing has changed.</summary>
public sealed class HostileTenantArchiveTests(HostileTenantArchiveTests.Deployments deployments) : IClassFixture<HostileTenantArchiveTests.Deployments>
{
    private readonly byte[] _archive = deployments.Archive;
    private readonly TenantId _tenant = deployments.Tenant;

    [Fact]
    public Task Import_OfAnArchiveCutShort_IsRefused() => RefusedAsync(_archive[..(_archive.Length / 2)], "damaged");

    [Fact]
    public Task Import_OfNoArchive_IsRefused() => RefusedAsync("hello"u8.ToArray(), "damaged");

    [Fact]
    public Task Import_WithARowChanged_IsRefused()
    {
        var forge = new ArchiveForge(_archive);
        forge.Parts["tables/member.jsonl"][forge.Parts["tables/member.jsonl"].AsSpan().IndexOf("Person"u8)] = (byte)'N';
        return RefusedAsync(forge.Pack(), "checksum");
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("tables/../../x.jsonl")]
    [InlineData("tables\\member.jsonl")]
    public Task Import_WithAPathOutside_IsRefused(string path) => RefusedAsync(new ArchiveForge(_archive).Add(path, [1]).Pack(), "path");

    [Fact]
    public Task Import_WithAFileTwice_IsRefused() => RefusedAsync(new ArchiveForge(_archive).Add("tables/member.jsonl", [1]).Pack(), "entries");

    [Fact]
    public Task Import_WithAFileThatTheManifestDoesNotName_IsRefused() => RefusedAsync(new ArchiveForge(_archive).Add("tables/strange.jsonl", [1]).Pack(), "missing");

    [Fact]
    public Task Import_OfABomb_IsRefused()
    {
        var forge = new ArchiveForge(_archive);
        forge.Parts["tables/member.jsonl"] = new byte[50_000_000];
        return RefusedAsync(forge.Pack(), "ratio");
    }

    [Fact]
    public Task Import_OfAFileLongerThanItSays_IsRefused()
    {
        var forge = new ArchiveForge(_archive);
        forge.Parts["tables/member.jsonl"] = [.. forge.Parts["tables/member.jsonl"], .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000)))];
        return RefusedAsync(forge.Pack(), "size");
    }

    [Fact]
    public Task Import_OfANewerFormat_IsRefused() => RefusedAsync(new ArchiveForge(_archive).Manifest(m => (m["format"], m["new"]) = (2, true)).Pack(), "format");

    [Fact]
    public Task Import_OfAnUnknownMember_IsRefused() => RefusedAsync(new ArchiveForge(_archive).Manifest(m => m["new"] = true).Pack(), "manifest");

    [Fact]
    public Task Import_FromANewerSchema_IsRefused() => RefusedAsync(
        new ArchiveForge(_archive).Manifest(m => m["schema"]!.AsArray().Add(new JsonObject { ["name"] = "9999_next.sql", ["checksum"] = "00" })).Pack(), "schema-newer");

    [Fact]
    public Task Import_FromAnotherSchema_IsRefused() => RefusedAsync(new ArchiveForge(_archive).Manifest(m => m["schema"]![0]!["checksum"] = "00").Pack(), "schema-differs");

    [Fact]
    public async Task Import_FromAnOlderSchema_IsAcceptedWhereTheDifferenceHasDefaults()
    {
        var older = new ArchiveForge(_archive).Manifest(m => m["schema"]!.AsArray().RemoveAt(m["schema"]!.AsArray().Count - 1));
        await RefusedAsync(new ArchiveForge(older.Pack()).WithoutColumn("member", "email").Pack(), "schema-older");
        await RefusedAsync(new ArchiveForge(_archive).WithoutColumn("member", "failed_sign_ins").Pack(), "schema-older");

        await using var there = await Deployments.ElsewhereAsync();
        (await there.ImportAsync(older.WithoutColumn("member", "failed_sign_ins").WithoutColumn("member", "locked_until").Pack())).Succeeded.ShouldBeTrue();
        (await there.ScalarAsync<long>("select count(*) from portal.member where failed_sign_ins = 0 and locked_until is null")).ShouldBe(3);
    }

    [Fact]
    public Task Import_WithAnUnknownColumn_IsRefused() => RefusedAsync(
        new ArchiveForge(_archive).Table("member", lines => lines, columns => columns.Add("is_owner")).Pack(), "column");

    [Fact]
    public Task Import_WithAnUnknownTable_IsRefused() => RefusedAsync(
        new ArchiveForge(_archive).Manifest(m => ArchiveForge.Entry(m, "member")["table"] = "session").Add("tables/session.jsonl", []).Pack(), "missing");

    [Fact]
    public async Task Import_WithARowOfAnotherTenant_IsRefused()
    {
        var other = new TenantId(Guid.CreateVersion7());
        await RefusedAsync(
            new ArchiveForge(_archive).Table("member", lines => lines.Select((line, i) => i == 1 ? line.Replace(_tenant.Value.ToString(), other.Value.ToString(), StringComparison.Ordinal) : line)).Pack(), "row");
    }

    [Fact]
    public Task Import_WithARowTwice_IsRefused() => RefusedAsync(new ArchiveForge(_archive).Table("member", lines => [.. lines, lines[0]]).Pack(), "row");

    [Fact]
    public Task Import_WithAValueThatDoesNotFit_IsRefused() => RefusedAsync(
        new ArchiveForge(_archive).Table("member", lines => lines.Select(line => line.Replace("\"admin\"", "\"root\"", StringComparison.Ordinal))).Pack(), "row");

    [Fact]
    public Task Import_WithAPluginThatIsNotHere_IsRefused() => RefusedAsync(
        new ArchiveForge(_archive).Table("installation", lines => lines.Select(line => line.Replace("\"first\"", "\"nowhere\"", StringComparison.Ordinal))).Pack(), "unknown-name");

    [Fact]
    public async Task Import_OfATenantThatIsHere_IsRefused()
    {
        await using var there = await Deployments.ElsewhereAsync();
        (await there.ImportAsync(_archive)).Succeeded.ShouldBeTrue();
        await RefusedAsync(_archive, "tenant-exists", there);
    }

    [Fact]
    public async Task Import_WithATakenSlug_IsRefusedAndWithAnotherOneAccepted()
    {
        await using var there = await Deployments.ElsewhereAsync();
        await there.AddTenantAsync("acme");
        await RefusedAsync(_archive, "slug-taken", there);
        (await there.ImportAsync(_archive, slug: "Admin")).Error!.Code.ShouldBe("request.invalid");
        (await there.ImportAsync(_archive, slug: "acme-two")).Value.Slug.ShouldBe("acme-two");
    }

    [Fact]
    public async Task Archive_OfSecrets_HoldsNone()
    {
        await deployments.Here.ExecuteAsync(
            "insert into portal.api_key (tenant_id, id, name, secret_hash, role, created_by, created_at) select $1, gen_random_uuid(), 'ci', '\\xdeadbeefdeadbeef', 'admin', id, now() from portal.member limit 1",
            _tenant.Value);
        var archive = await deployments.Here.ExportAsync(_tenant);
        var text = string.Concat(ArchiveWorld.Unpack(archive).Select(part => Encoding.Latin1.GetString(part.Value)));
        text.ShouldNotContain("very secret");
        text.ShouldNotContain(Convert.ToBase64String(Convert.FromHexString("deadbeefdeadbeef")));

        await using var there = await Deployments.ElsewhereAsync();
        (await there.ImportAsync(archive)).Succeeded.ShouldBeTrue();
        (await there.ScalarAsync<long>("select count(*) from portal.member where password_hash = $1", ArchiveWorld.UnknownPassword)).ShouldBe(3);
        (await there.ScalarAsync<int>("select length(secret_hash) from portal.api_key")).ShouldBe(32);
    }

    private async Task RefusedAsync(byte[] archive, string rule, ArchiveWorld? there = null)
    {
        there ??= deployments.There;
        var before = await CountAsync(there);
        var error = (await there.ImportAsync(archive)).Error.ShouldBeOfType<ArchiveRefused>();
        error.Code.ShouldBe($"tenant.archive.{rule}", error.Detail);
        (await CountAsync(there)).ShouldBe(before);
    }

    private static Task<string> CountAsync(ArchiveWorld there) => there.ScalarAsync<string>(
        "select concat_ws(' ', (select count(*) from portal.tenant), (select count(*) from portal.member), (select count(*) from portal.installation), (select count(*) from portal.package))");

    /// <summary>The archive of a small tenant, and a deployment that refuses all that was done to it.</summary>
    public sealed class Deployments : IAsyncLifetime
    {
        internal ArchiveWorld Here { get; private set; } = null!;

        internal ArchiveWorld There { get; private set; } = null!;

        public TenantId Tenant { get; private set; }

        public byte[] Archive { get; private set; } = [];

        internal static async Task<ArchiveWorld> ElsewhereAsync()
        {
            var world = await ArchiveWorld.StartAsync();
            await world.PublishAsync("first", "1.0.0");
            return world;
        }

        public async ValueTask InitializeAsync()
        {
            (Here, There) = (await ElsewhereAsync(), await ElsewhereAsync());
            Tenant = await Here.AddTenantAsync();
            await Here.ExecuteAsync(
                """
                insert into portal.member (tenant_id, id, email, email_normalized, display_name, password_hash, role, created_at)
                select $1, gen_random_uuid(), n || '@acme.example', n || '@acme.example', 'Person ' || n, 'very secret', 'admin', now() from generate_series(1, 3) n
                """, Tenant.Value);
            await Here.ExecuteAsync(
                """
                insert into portal.installation (tenant_id, id, plugin_id, state, version, strategy, created_by, created_at, updated_at)
                select $1, gen_random_uuid(), id, 'active', '1.0.0', '{}', gen_random_uuid(), now(), now() from portal.plugin
                """, Tenant.Value);
            Archive = await Here.ExportAsync(Tenant);
        }

        public async ValueTask DisposeAsync()
        {
            await Here.DisposeAsync();
            await There.DisposeAsync();
        }
    }
}
