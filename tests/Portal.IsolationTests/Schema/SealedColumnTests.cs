using Portal.Domain.Tenancy.Keys;

namespace Portal.IsolationTests.Schema;

/// <summary>Every encrypted column is known to what re-encrypts, and nothing but an encrypted column is named like one.</summary>
public sealed class SealedColumnTests(DatabaseFixture fixture) : SchemaLint(fixture)
{
    [Fact]
    public Task SealedColumns_OfTheSchema_AreThoseOfTheCatalogOfSealedColumns() => ListsAsync(
        @"select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
          where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped and a.attname like '%\_sealed'",
        string.Join('\n', SealedColumn.All.Select(column => $"{column.Table}.{column.Column}")));

    [Fact]
    public Task SealedColumns_All_AreBytesOfARowWithAnIdOfItsOwn() => HoldsAsync(
        @"select c.oid::regclass || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
          where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped and a.attname like '%\_sealed'
            and not (a.atttypid = 'bytea'::regtype and exists (select from pg_attribute i where i.attrelid = c.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype)
                and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id' and t.attnotnull))",
        "create table portal.lint (tenant_id uuid not null, id uuid not null, secret_sealed text)",
        "portal.lint.secret_sealed");
}
