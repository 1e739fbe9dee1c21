namespace Portal.Tests.Operations.Backups;

/// <summary>The process that makes a backup is killed in the middle of it.</summary>
public sealed class KilledBackupTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Backup_KilledWhileItWrites_ListsNothingHalfAndTheNextRunClearsIt()
    {
        using var tool = new BackupTool(_database);
        (await tool.BackupAsync()).Code.ShouldBe(0);
        var good = tool.Backups.ShouldHaveSingleItem();
        // Enough that writing it takes a while.
        await _database.ListAsync("create table portal.filler as select md5(random()::text) as line from generate_series(1, 1500000); select ''");
        using var process = tool.Start("backup");
        await Eventually.HoldsAsync(
            () => Task.FromResult(Directory.EnumerateFiles(tool.Folder, "*.sealed", SearchOption.AllDirectories).Any(file => !file.StartsWith(good, StringComparison.Ordinal) && new FileInfo(file).Length > 1_000_000)),
            TimeSpan.FromSeconds(60), "the second backup is not being written");
        process.Kill(entireProcessTree: false);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        tool.Backups.ShouldBe([good]);
        Directory.EnumerateDirectories(tool.Folder, ".writing-*").ShouldHaveSingleItem();
        (await tool.BackupAsync("list")).Said.ShouldContain("1 backup.");
        (await tool.BackupAsync("verify", good)).Code.ShouldBe(0);
        // The program that it had started ends by itself, once there is nobody to write to.
        await Eventually.HoldsAsync(
            async () => (await _database.ListAsync("select pid::text from pg_stat_activity where application_name = 'portal-backup' and datname = current_database()")).Count == 0,
            TimeSpan.FromSeconds(30), "pg_dump goes on");

        (await tool.BackupAsync()).ShouldSatisfyAllConditions(made => made.Code.ShouldBe(0, made.Said));
        tool.Backups.Count.ShouldBe(2);
        Directory.EnumerateDirectories(tool.Folder, ".*").ShouldBeEmpty();
        (await _database.ListAsync("select string_agg(state, ' ' order by started_at) from portal.backup")).ShouldBe(["ready failed ready"]);
    }
}
