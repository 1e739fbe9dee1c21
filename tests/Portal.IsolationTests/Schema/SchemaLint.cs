using Npgsql;

namespace Portal.IsolationTests.Schema;

/// <summary>
/// Rules of the schema as queries over the catalog that list offenders, so a new table is covered without a new test. Each is proved where it
/// is held: the schema has no offender, and one made on purpose is named.
/// </summary>
public abstract class SchemaLint(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    /// <summary>Namespaces that are ours: the product's, and those of tenants who have one to themselves.</summary>
    protected const string Ours = "(select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')";

    /// <summary>Tables of tenants' rows (every <c>tenant_id</c> that is not null, partitions included) with the position of that column.</summary>
    protected const string WithTenantTables =
        $"""
        with tenant_table as (
            select c.oid, c.oid::regclass::text as name, a.attnum as tenant, c.relnamespace, c.relrowsecurity, c.relforcerowsecurity from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped and a.attnotnull
            where c.relkind in ('r', 'p') and c.relnamespace in {Ours})

        """;

    /// <summary>The four commands that a policy can be for, by their letters in the catalog.</summary>
    protected const string Commands = "(values ('r', 'select'), ('a', 'insert'), ('w', 'update'), ('d', 'delete'))";

    /// <param name="rule">Lists the names of offenders.</param>
    /// <param name="offense">Makes one, in a transaction that is rolled back.</param>
    /// <param name="offender">Its name in the list.</param>
    protected async Task HoldsAsync(string rule, string offense, string offender)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Database.Superuser);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        (await SchemaCatalog.NamesAsync(connection, rule)).ShouldBeEmpty();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Sql.ExecuteAsync(connection, offense, TestContext.Current.CancellationToken);
        (await SchemaCatalog.NamesAsync(connection, rule)).ShouldBe([offender], "the rule does not see what breaks it");
    }

    /// <summary>What the query lists is what is written down here for a reviewer to read, no more and no less.</summary>
    protected async Task ListsAsync(string query, string expected)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Database.Superuser);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var actual = await SchemaCatalog.NamesAsync(connection, query);
        var written = expected.Split('\n');
        actual.Except(written).ShouldBeEmpty("not written down: see whether it is meant, then add the line to the list in this test");
        written.Except(actual).ShouldBeEmpty("written down, but not there any more: remove the line");
    }
}
