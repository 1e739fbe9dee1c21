using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.IsolationTests.Schema;

/// <summary>The EF model says what the schema says.</summary>
public sealed class ModelTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Model_OfEveryRow_HasTheColumnsTypesAndKeysOfItsTable()
    {
        await using var source = NpgsqlDataSource.Create(fixture.Database.Superuser);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var actual = await SchemaCatalog.NamesAsync(connection,
            """
            select format('%s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then '' else '?' end,
                case when exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey)) then ' key' else '' end)
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p')
            """);
        using var db = new PortalDbContext(new DbContextOptionsBuilder<PortalDbContext>().UseNpgsql().Options, new TenantId(Guid.NewGuid()));
        var modeled = db.Model.GetEntityTypes().ToList();
        var tables = modeled.Select(e => e.GetTableName() + ".").ToList();
        modeled.SelectMany(e => e.GetProperties().Select(p => Describe(e, p))).Order(StringComparer.Ordinal)
            .ShouldBe(actual.Where(column => tables.Any(t => column.StartsWith(t, StringComparison.Ordinal))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Model_OfForeignKeysUniquesAndLengths_LeavesThemToTheSchema()
    {
        // What is said once cannot disagree: the schema checks them, the model neither repeats nor contradicts it.
        using var db = new PortalDbContext(new DbContextOptionsBuilder<PortalDbContext>().UseNpgsql().Options, new TenantId(Guid.NewGuid()));
        var entities = db.Model.GetEntityTypes().ToList();
        entities.SelectMany(e => e.GetForeignKeys().Select(k => k.ToString())).ShouldBeEmpty();
        entities.SelectMany(e => e.GetIndexes().Select(i => i.ToString())).ShouldBeEmpty();
        entities.SelectMany(e => e.GetKeys().Where(k => !k.IsPrimaryKey()).Select(k => k.ToString())).ShouldBeEmpty();
        entities.SelectMany(e => e.GetProperties().Where(p => p.GetMaxLength() is not null).Select(p => p.ToString())).ShouldBeEmpty();
    }

    private static string Describe(IEntityType entity, IProperty property) =>
        $"{entity.GetTableName()}.{property.GetColumnName()} {property.GetColumnType()}{(property.IsNullable ? "?" : "")}{(property.IsPrimaryKey() ? " key" : "")}";
}
