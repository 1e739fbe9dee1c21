using System.Security.Cryptography;
using Npgsql;
using Portal.Infrastructure.Migrations;
using Portal.Infrastructure.Operations.Backups;
using Portal.Operations.Backups;

namespace Portal.Tests.Operations.Backups;

public sealed class BackupCommandTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Backup_SpoiledInAnyWay_IsRefusedByNameAndRestoresNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var tool = new BackupTool(database);
        (await tool.BackupAsync()).Code.ShouldBe(0);
        var backup = tool.Backups.ShouldHaveSingleItem();
        await ExecuteAsync(database, "drop schema portal cascade; drop schema quartz cascade; drop table public.schema_migration");
        var other = tool.Beside("other-key");
        BackupList.MakeKey(other);

        await ShouldBeRefusedAsync(tool, backup, "does not open this backup", "--key", other);
        await ShouldBeRefusedAsync(tool, Spoiled(tool, backup, "flipped", part => Flip(part, 100_000)), "shared.dump.sealed is damaged");
        await ShouldBeRefusedAsync(tool, Spoiled(tool, backup, "cut", part => Cut(part, new FileInfo(part).Length - 1)), "shared.dump.sealed is cut short");
        await ShouldBeRefusedAsync(tool, Spoiled(tool, backup, "missing", File.Delete), "shared.dump.sealed is missing");
        var edited = tool.Copy(backup, "edited");
        var manifest = Path.Combine(edited, "manifest.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace("\"portal.tenant\": 0", "\"portal.tenant\": 1", StringComparison.Ordinal));
        await ShouldBeRefusedAsync(tool, edited, "was changed after it was written");
        (await ScalarAsync(database, "select count(*) from pg_namespace where nspname in ('portal', 'quartz')")).ShouldBe(0L);
        (await tool.RestoreAsync(backup)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Backup_ForAPublicKey_IsOpenedByThePrivateOneAlone()
    {
        using var rsa = RSA.Create(3072);
        using var keys = new BackupTool(fixture.Database);
        await File.WriteAllTextAsync(keys.Beside("public.pem"), rsa.ExportSubjectPublicKeyInfoPem());
        await File.WriteAllTextAsync(keys.Beside("private.pem"), rsa.ExportPkcs8PrivateKeyPem());
        using var tool = new BackupTool(fixture.Database, "--Backup:KeyFile=", $"--Backup:Recipients:0={keys.Beside("public.pem")}");
        (await tool.BackupAsync()).ShouldSatisfyAllConditions(made => made.Code.ShouldBe(0, made.Said));
        var backup = tool.Backups.ShouldHaveSingleItem();
        (await tool.BackupAsync("verify", backup)).Said.ShouldContain("No key was named");
        (await tool.BackupAsync("verify", backup, "--key", keys.KeyPath)).Said.ShouldContain("does not open this backup");
        (await tool.BackupAsync("verify", backup, "--key", keys.Beside("private.pem"))).Code.ShouldBe(0);
        (await tool.BackupAsync("list")).Said.ShouldContain("1 backup.");
    }

    [Fact]
    public async Task Backup_OfARoleThatPoliciesBind_IsRefusedAndLeavesNothing()
    {
        using var tool = new BackupTool(fixture.Database, $"--Database:Backup={fixture.Database.Platform}");
        (await tool.BackupAsync()).ShouldSatisfyAllConditions(refused => refused.Code.ShouldBe(1), refused => refused.Said.ShouldContain("portal_platform would see no tenant's rows"));
        Directory.EnumerateDirectories(tool.Folder).ShouldBeEmpty();
        (await ScalarAsync(fixture.Database, "select state from portal.backup order by started_at desc limit 1")).ShouldBe("failed");
    }

    [Fact]
    public async Task Backup_WithLeastRights_IsMadeByARoleThatOnlyReads()
    {
        var role = "reader_" + Guid.NewGuid().ToString("n");
        await ExecuteAsync(fixture.Database, $"create role {role} login bypassrls password 'reading' in role pg_read_all_data; alter role {role} set default_transaction_read_only = on");
        var reader = new NpgsqlConnectionStringBuilder(fixture.Database.Superuser) { Username = role, Password = "reading", Pooling = false };
        using var tool = new BackupTool(fixture.Database, $"--Database:Backup={reader.ConnectionString}");
        (await tool.BackupAsync()).ShouldSatisfyAllConditions(made => made.Code.ShouldBe(0, made.Said));
        await ExecuteAsync(fixture.Database, $"drop role {role}");
    }

    [Fact]
    public async Task Backup_AfterOneThatWasKilled_ClearsWhatItLeftAndRemovesWhatIsSuperseded()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var tool = new BackupTool(database, "--Backup:KeepLast=1", "--Backup:KeepDaily=1", "--Backup:KeepWeekly=0", "--Backup:KeepMonthly=0");
        (await tool.BackupAsync()).Code.ShouldBe(0);
        Directory.CreateDirectory(Path.Combine(tool.Folder, ".writing-portal-20260101T000000000Z"));
        await ExecuteAsync(database, "insert into portal.backup (id, name, cause, state, started_at) values (gen_random_uuid(), 'portal-20260101T000000000Z', 'schedule', 'running', now() - interval '1 day')");
        (await tool.BackupAsync()).Said.ShouldContain("Removed what it supersedes");
        tool.Backups.Count.ShouldBe(1);
        Directory.EnumerateDirectories(tool.Folder, ".*").ShouldBeEmpty();
        (await ScalarAsync(database, "select string_agg(state, ' ' order by started_at) from portal.backup")).ShouldBe("failed removed ready");
    }

    [Fact]
    public async Task Backup_OfAnOlderSchema_IsRestoredAndMigrated_AndOfANewerOneRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var tool = new BackupTool(database);
        const string everything = "drop schema portal cascade; drop schema quartz cascade; drop table public.schema_migration";
        await ExecuteAsync(database, everything);
        await Migrator.ApplyAsync(database.Superuser, [.. EmbeddedMigrations.All.Where(m => string.CompareOrdinal(m.Name, "0196") < 0)], TestContext.Current.CancellationToken);
        (await tool.BackupAsync("--to", tool.Beside("elsewhere"))).ShouldSatisfyAllConditions(made => made.Code.ShouldBe(0, made.Said));
        var older = Directory.EnumerateDirectories(tool.Beside("elsewhere"), "portal-*").Single();
        await Migrator.ApplyAsync(database.Superuser, EmbeddedMigrations.All, TestContext.Current.CancellationToken);
        await ExecuteAsync(database, "insert into public.schema_migration (name, checksum) values ('9999_future.sql', 'x')");
        (await tool.BackupAsync("--to", tool.Beside("newer"))).Code.ShouldBe(0);
        await ExecuteAsync(database, everything);
        var refused = await tool.RestoreAsync(Directory.EnumerateDirectories(tool.Beside("newer"), "portal-*").Single());
        (refused.Code, refused.Said).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(1), r => r.Said.ShouldContain("9999_future.sql"), r => r.Said.ShouldContain("newer version"));
        (await tool.RestoreAsync(older)).Said.ShouldContain("Applied 0196_backups.sql");
    }

    [Fact]
    public async Task Backup_BesideASpoiledOne_IsMadeAllTheSameAndBothAreListed()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var tool = new BackupTool(database);
        var spoiled = Directory.CreateDirectory(Path.Combine(tool.Folder, "portal-20260101T000000000Z")).FullName;
        await File.WriteAllTextAsync(Path.Combine(spoiled, "manifest.json"), "{");
        (await tool.BackupAsync()).ShouldSatisfyAllConditions(made => made.Code.ShouldBe(0, made.Said));
        (await tool.BackupAsync("list")).Said.ShouldSatisfyAllConditions(said => said.ShouldContain("portal-20260101T000000000Z  cannot be read"), said => said.ShouldContain("2 backups."));
        (await ScalarAsync(database, "select string_agg(state, ' ' order by name) from portal.backup")).ShouldBe("failed ready");
    }

    [Fact]
    public async Task Backup_OfADeploymentWithOwnDatabases_HoldsAndRestoresEach()
    {
        await using var shared = await TestDatabase.CreateAsync();
        await using var own = await TestDatabase.CreateAsync();
        using var tool = new BackupTool(
            shared, $"--Database:Own:first:App={own.App}", $"--Database:Own:first:Platform={own.Platform}", $"--Database:Own:first:Migrator={own.Superuser}");
        await ExecuteAsync(own, "insert into portal.quota_default values ('members', 7) on conflict (resource) do update set limit_value = 7");
        (await tool.BackupAsync()).Said.ShouldContain("Backed up 2 databases");
        var backup = tool.Backups.ShouldHaveSingleItem();
        File.Exists(Path.Combine(backup, "own-first.dump.sealed")).ShouldBeTrue();
        const string everything = "drop schema portal cascade; drop schema quartz cascade; drop table public.schema_migration";
        await ExecuteAsync(shared, everything);
        (await tool.RestoreAsync(backup)).Said.ShouldContain($"The database {own.Name} is not empty");
        (await ScalarAsync(shared, "select count(*) from pg_namespace where nspname = 'portal'")).ShouldBe(0L);
        await ExecuteAsync(own, everything);
        (await tool.RestoreAsync(backup)).ShouldSatisfyAllConditions(restored => restored.Code.ShouldBe(0, restored.Said));
        (await ScalarAsync(own, "select limit_value from portal.quota_default where resource = 'members'")).ShouldBe(7L);
    }

    [Fact]
    public void Choices_OfTheCommandLine_AreReadOrRefused()
    {
        VerifyChoices.Read(["--restore", "--key", "k"]).ShouldBe(new("k", true));
        VerifyChoices.Read(["--key", "k", "--restore"]).ShouldBe(new("k", true));
        VerifyChoices.Read(["--key"]).ShouldBeNull();
        RestoreChoices.Read(["--tenant", "acme", "--as", "acme-2", "--key", "k"]).ShouldBe(new("k", "acme", "acme-2"));
        RestoreChoices.Read(["--as", "acme-2"]).ShouldBeNull();
        RestoreChoices.Read(["--force"]).ShouldBeNull();
    }

    private static async Task ShouldBeRefusedAsync(BackupTool tool, string backup, string reason, params string[] more)
    {
        var verified = await tool.BackupAsync(["verify", backup, .. more]);
        (verified.Code, verified.Said).ShouldSatisfyAllConditions(v => v.Code.ShouldBe(1), v => v.Said.ShouldContain(reason));
        var restored = await tool.RestoreAsync([backup, .. more]);
        (restored.Code, restored.Said).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(1), r => r.Said.ShouldContain(reason));
    }

    private static string Spoiled(BackupTool tool, string backup, string name, Action<string> spoil)
    {
        var copy = tool.Copy(backup, name);
        spoil(Path.Combine(copy, "shared.dump.sealed"));
        return copy;
    }

    private static void Flip(string file, int position)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.Position = Math.Min(position, stream.Length / 2);
        var value = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)(value ^ 1));
    }

    private static void Cut(string file, long length)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.SetLength(length);
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql) => await ScalarAsync(database, sql);

    private static async Task<object?> ScalarAsync(TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Superuser) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
