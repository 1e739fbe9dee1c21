using Portal.Infrastructure.Migrations;

namespace Portal.IsolationTests.Migrations;

/// <summary>Each file once, whole or not at all, whoever else starts at the same time.</summary>
public sealed class MigratorTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly Migration First = EmptyDatabase.File("0001_first.sql", "create schema lesson; create table lesson.one (id int)");
    private static readonly Migration Second = EmptyDatabase.File("0002_second.sql", "create table lesson.two (id int)");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Apply_ByEightAtOnce_AppliesEachFileOnce()
    {
        await using var database = await EmptyDatabase.CreateAsync(fixture.Database);
        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Migrator.ApplyAsync(database.ConnectionString, EmbeddedMigrations.All, Stop), Stop)));
        applied.Where(names => names.Count > 0).ShouldHaveSingleItem().ShouldBe(EmbeddedMigrations.All.Select(m => m.Name));
        (await database.ScalarAsync("select count(*) from public.schema_migration")).ShouldBe((long)EmbeddedMigrations.All.Count);
    }

    [Fact]
    public async Task Apply_OfAFileThatFails_LeavesNothingOfItAndNamesIt()
    {
        await using var database = await EmptyDatabase.CreateAsync(fixture.Database);
        var broken = EmptyDatabase.File("0002_second.sql", "create table lesson.two (id int);\nselect 1;\nselect no_such_column from lesson.two;");
        var failure = await Should.ThrowAsync<MigrationException>(() => Migrator.ApplyAsync(database.ConnectionString, [First, broken], Stop));
        failure.Message.ShouldBe("Migration 0002_second.sql: column \"no_such_column\" does not exist (42703). Nothing of this file was kept; those before it stay.");
        (await database.ScalarAsync("select to_regclass('lesson.one') is not null and to_regclass('lesson.two') is null")).ShouldBe(true);
        (await Migrator.ApplyAsync(database.ConnectionString, [First, Second], Stop)).ShouldBe(["0002_second.sql"]);
    }

    [Fact]
    public Task Apply_WithAChangedFile_IsRefused() => RefusedAsync(
        [First, EmptyDatabase.File("0002_second.sql", "select 2")],
        "Migration 0002_second.sql has changed since it was applied. Restore the file, and put the change in a new one. Nothing was changed.");

    [Fact]
    public Task Apply_WithAMissingFile_IsRefused() => RefusedAsync(
        [First],
        "Migration 0002_second.sql was applied to this database but is not among the files: a newer version ran here. Start that version. Nothing was changed.");

    [Fact]
    public Task Apply_WithANumberBelowOneThatRan_IsRefused() => RefusedAsync(
        [EmptyDatabase.File("0000_late.sql", "select 1"), First, Second],
        "Migration 0000_late.sql has not been applied, but 0002_second.sql has: files run in the order of their numbers. Give it a number above. Nothing was changed.");

    [Fact]
    public Task Apply_WithANumberTwice_IsRefused() => RefusedAsync(
        [First, Second, EmptyDatabase.File("0002_other.sql", "select 1")],
        "Migrations 0002_second.sql and 0002_other.sql have the same number. Give one the next free one. Nothing was changed.");

    [Theory]
    [InlineData("3_short.sql")]
    [InlineData("0003 spaces.sql")]
    [InlineData("0003_Upper.sql")]
    public Task Apply_WithANameOfAnotherForm_IsRefused(string name) => RefusedAsync(
        [First, Second, EmptyDatabase.File(name, "select 1")], $"Migration {name} is not named like 0042_words_with_underscores.sql. Rename it. Nothing was changed.");

    [Fact]
    public async Task Read_OfEachCase_NamesItsState()
    {
        await using var database = await EmptyDatabase.CreateAsync(fixture.Database);
        var third = EmptyDatabase.File("0005_third.sql", "select 1");
        await Migrator.ApplyAsync(database.ConnectionString, [First, Second, third], Stop);
        var plan = await Migrator.ReadAsync(
            database.ConnectionString,
            [First, EmptyDatabase.File("0002_second.sql", "select 2"), EmptyDatabase.File("0003_late.sql", ""), EmptyDatabase.File("0006_new.sql", "")],
            Stop);
        plan.Statuses.Select(s => (s.Name, s.State, s.AppliedAt is not null)).ShouldBe(
        [
            ("0001_first.sql", MigrationState.Applied, true),
            ("0002_second.sql", MigrationState.Changed, true),
            ("0003_late.sql", MigrationState.OutOfOrder, false),
            ("0005_third.sql", MigrationState.Missing, true),
            ("0006_new.sql", MigrationState.Pending, false),
        ]);
    }

    private async Task RefusedAsync(IReadOnlyList<Migration> files, string message)
    {
        await using var database = await EmptyDatabase.CreateAsync(fixture.Database);
        await Migrator.ApplyAsync(database.ConnectionString, [First, Second], Stop);
        var refused = await Should.ThrowAsync<MigrationException>(() => Migrator.ApplyAsync(database.ConnectionString, [.. files, EmptyDatabase.File("0009_more.sql", "create table lesson.more ()")], Stop));
        refused.Message.ShouldBe(message);
        (await database.ScalarAsync("select to_regclass('lesson.more') is null")).ShouldBe(true, "something ran all the same");
    }
}
