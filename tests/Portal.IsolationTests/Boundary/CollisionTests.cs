using Npgsql;
using Portal.IsolationTests.Schema;

namespace Portal.IsolationTests.Boundary;

/// <summary>A row with the very values of another tenant's row is written as if that were not there: no unique constraint tells of it.</summary>
public sealed class CollisionTests(TwoTenants tenants) : BoundaryTest(tenants)
{
    // Unique over all tenants, each with its reason in the lint of keys.
    private static readonly string[] OverAllTenants = ["billing_customer_stripe_customer_id_key"];

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "")]
    [InlineData(true, " on conflict do nothing")]
    [InlineData(false, " on conflict do nothing")]
    public async Task Insert_OfARowThatAnotherTenantHasToo_Succeeds(bool requiredColumnsOnly, string conflict)
    {
        var tried = 0;
        foreach (var table in await SchemaCatalog.TenantTablesAsync(Tenants.Superuser))
        {
            await using var connection = await Tenants.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await AffectedAsync(connection, $"set local session_replication_role = replica; delete from {table}");
            await DropAsync(connection, table);
            var values = await RowFilling.InsertAsync(connection, table, "same", requiredColumnsOnly, new() { ["tenant_id"] = $"'{Tenants.Other}'" });
            values["tenant_id"] = $"'{Tenants.Mine}'";
            var role = (bool)(await ScalarAsync(connection, $"select has_table_privilege('portal_app', '{table}', 'insert')"))! ? "portal_app" : "portal_platform";
            await AffectedAsync(connection, $"set local role {role}");
            await ScalarAsync(connection, $"select portal.bind_tenant('{Tenants.Mine}')");
            (await AffectedAsync(connection, RowFilling.Statement(table, values) + conflict)).ShouldBe(1, table);
            tried++;
        }

        tried.ShouldBeGreaterThan(15);
    }

    private static async Task DropAsync(NpgsqlConnection connection, string table)
    {
        foreach (var name in OverAllTenants)
        {
            if ((await SchemaCatalog.NamesAsync(connection, $"select conname::text from pg_constraint where conrelid = '{table}'::regclass and conname = '{name}'")).Count > 0)
            {
                await AffectedAsync(connection, $"alter table {table} drop constraint {name}");
            }
        }
    }
}
