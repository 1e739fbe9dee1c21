using System.Text.RegularExpressions;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Data;
using Portal.Infrastructure.Tenancy.Export;

namespace Portal.Infrastructure.Tests.Tenancy.Export;

/// <summary>What is left out of an archive is decided, column by column, and the catalog is asked whether anything was forgotten.</summary>
public sealed partial class ArchiveSelectionTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Columns_ThatLookLikeSecrets_AreLeftOutOrKnownToBeHarmless()
    {
        var undecided = (await TablesAsync()).Where(table => !ArchiveSelection.LeftOutTables.ContainsKey(table.Name))
            .SelectMany(table => table.Columns.Where(column => column.Type == "bytea" || Secret().IsMatch(column.Name)).Select(column => $"{table.Name}.{column.Name}"))
            .Where(column => !ArchiveSelection.LeftOutColumns.ContainsKey(column) && !ArchiveSelection.KnownHarmless.Contains(column));
        undecided.ShouldBeEmpty("decide in ArchiveSelection: does it leave the deployment with its tenant?");
    }

    [Fact]
    public async Task Decisions_OfTheSelection_AreAboutWhatThereIs()
    {
        var tables = await TablesAsync();
        var columns = tables.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}")).ToList();
        ArchiveSelection.LeftOutTables.Keys.Concat(ArchiveSelection.Conditions.Keys).Concat(ArchiveSelection.First).Except(tables.Select(table => table.Name)).ShouldBeEmpty();
        ArchiveSelection.LeftOutColumns.Keys.Concat(ArchiveSelection.KnownHarmless).Except(columns).ShouldBeEmpty();
    }

    [Fact]
    public async Task References_ToEverybodysTables_AllHaveANameThatTravels()
    {
        await using var work = await BeginAsync();
        var tables = await ArchiveTables.ReadAsync(work, CancellationToken.None);
        tables.SelectMany(table => table.Columns.Where(column => column.Reference is not null).Select(column => $"{table.Name}.{column.Name} {column.Reference!.Table}"))
            .ShouldContain("journal_entry.account_id ledger_account");
    }

    private async Task<IReadOnlyList<TenantTable>> TablesAsync()
    {
        await using var work = await BeginAsync();
        return await TenantTables.ReadAsync(work, CancellationToken.None);
    }

    private Task<TenantUnitOfWork> BeginAsync() => new TenantUnitOfWorks(
        new(Npgsql.NpgsqlDataSource.Create(fixture.Database.App)), new(Npgsql.NpgsqlDataSource.Create(fixture.Database.Platform)), TimeProvider.System)
        .BeginAsync(new TenantId(Guid.CreateVersion7()), CancellationToken.None);

    [GeneratedRegex("passw|secret|token|hash|key|salt|cipher|credential|private|otp|recovery|proof|challenge|nonce")]
    private static partial Regex Secret();
}
