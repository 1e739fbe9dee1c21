using System.Text.RegularExpressions;
using Portal.Hosting;
using Portal.Infrastructure.Migrations;

namespace Portal.IsolationTests.Migrations;

/// <summary>What an operator types and reads.</summary>
public sealed partial class MigrateCommandTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Status_OfAnEmptyDatabase_ListsEverythingAsPendingAndChangesNothing()
    {
        await using var database = await EmptyDatabase.CreateAsync(fixture.Database);
        var (code, output, errors) = await RunAsync(database.ConnectionString, "--status");
        errors.ShouldBeEmpty();
        code.ShouldBe(0);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Spaces().Replace(line, " ")).ShouldBe(EmbeddedMigrations.All.Select(m => m.Name + " pending"));
        (await database.ScalarAsync("select count(*) from pg_class where relnamespace = 'public'::regnamespace")).ShouldBe(0L);
    }

    [Fact]
    public async Task Status_OfAMigratedDatabase_SaysWhenEachWasApplied()
    {
        var (code, output, _) = await RunAsync(fixture.Database.Superuser, "--status");
        code.ShouldBe(0);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(EmbeddedMigrations.All.Count);
        lines.ShouldAllBe(line => Applied().IsMatch(line));
    }

    [Fact]
    public async Task Status_OfADatabaseThatANewerVersionMigrated_EndsWith1()
    {
        await using var database = await EmptyDatabase.CreateAsync(fixture.Database);
        await Migrator.ApplyAsync(database.ConnectionString, [.. EmbeddedMigrations.All, EmptyDatabase.File("9000_tomorrow.sql", "select 1")], TestContext.Current.CancellationToken);
        var (code, output, _) = await RunAsync(database.ConnectionString, "--status");
        code.ShouldBe(1);
        output.ShouldMatch(@"9000_tomorrow\.sql +missing +\d{4}-");
    }

    [Fact]
    public async Task DryRun_OfAnEmptyDatabase_SaysWhatWouldRunAndChangesNothing()
    {
        await using var database = await EmptyDatabase.CreateAsync(fixture.Database);
        var (code, output, _) = await RunAsync(database.ConnectionString, "--dry-run");
        code.ShouldBe(0);
        output.Trim().ShouldBe($"Would apply {string.Join(", ", EmbeddedMigrations.All.Select(m => m.Name))}. Nothing was changed.");
        (await database.ScalarAsync("select count(*) from pg_class where relnamespace = 'public'::regnamespace")).ShouldBe(0L);
    }

    [Fact]
    public async Task DryRun_OfAMigratedDatabase_SaysThatItIsUpToDate() => (await RunAsync(fixture.Database.Superuser, "--dry-run")).ShouldBe((0, "The schema is up to date.\n", ""));

    [Theory]
    [InlineData("Unknown argument --stauts.", "--stauts")]
    [InlineData("Unknown argument now.", "now")]
    [InlineData("--status and --dry-run exclude each other.", "--status", "--dry-run")]
    public async Task Arguments_ThatAreWrong_GetTheUsageAndChangeNothing(string complaint, params string[] arguments)
    {
        await using var database = await EmptyDatabase.CreateAsync(fixture.Database);
        var (code, output, errors) = await RunAsync(database.ConnectionString, arguments);
        code.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldStartWith(complaint);
        errors.ShouldContain("Portal migrate --dry-run");
        (await database.ScalarAsync("select count(*) from pg_class where relnamespace = 'public'::regnamespace")).ShouldBe(0L);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string migrator, params string[] arguments)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var errors = new StringWriter { NewLine = "\n" };
        var code = await MigrateCommand.RunAsync([.. arguments, "--Database:Migrator=" + migrator], output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\d{4}_\w+\.sql +applied +\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    private static partial Regex Applied();
}
