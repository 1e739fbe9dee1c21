using System.Net;
using Portal.Domain.Access;

namespace Portal.Tests.Tenancy;

/// <summary>Staff ask for a move; the rest is the operator's.</summary>
public sealed class MoveRequestTests(OwnDatabaseHost world) : IClassFixture<OwnDatabaseHost>
{
    [Fact]
    public async Task Request_OfAMoveUp_IsAnOperationThatBothLogsKnow()
    {
        var tenant = await world.Host.ActiveTenantAsync();
        var staff = await Staff.SignInAsync(world.Host);

        using var response = await staff.PostAsync($"/tenants/{tenant.Id}/moves", new { isolation = "database", database = "first" });

        var made = await response.ShouldBeAsync(HttpStatusCode.Accepted);
        ((string?)made["isolation"]).ShouldBe("Database");
        (await world.Host.Database.ListAsync($"select payload::text from portal.operation where tenant_id = '{tenant.Uuid}' and kind = 'tenant.move'"))
            .ShouldBe(["{\"database\": \"first\", \"isolation\": \"database\"}"]);
        (await world.Host.Database.ListAsync($"select action from portal.audit_pending_record where tenant_id = '{tenant.Uuid}' order by recorded_at desc limit 1")).ShouldBe(["tenant.move-requested"]);
        (await world.Host.Database.ListAsync($"select actor from portal.platform_record where tenant = '{tenant.Uuid}' and action = 'tenant.move-requested'")).ShouldBe([staff.Email]);
        ((string?)(await staff.GetAsync($"/tenants/{tenant.Id}"))["isolation"]).ShouldBe("Shared");
    }

    [Theory]
    [InlineData("shared", null, "/isolation")]
    [InlineData(null, null, "/isolation")]
    [InlineData("database", null, "/database")]
    [InlineData("database", "none", "/database")]
    [InlineData("schema", "first", "/database")]
    public async Task Request_ToNowhere_NamesTheField(string? isolation, string? database, string pointer)
    {
        var tenant = await world.Host.ActiveTenantAsync();
        var staff = await Staff.SignInAsync(world.Host);

        using var response = await staff.PostAsync($"/tenants/{tenant.Id}/moves", new { isolation, database });

        var problem = await response.ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        ((string?)problem["errors"]![0]!["pointer"]).ShouldBe(pointer, problem.ToJsonString());
    }

    [Fact]
    public async Task Request_DownOrByWhoMayNot_IsRefused()
    {
        var tenant = await world.Host.ActiveTenantAsync();
        await world.Host.Database.ListAsync($"update portal.tenant set isolation = 'schema', data_schema = 'portal' where id = '{tenant.Uuid}' returning slug");
        var staff = await Staff.SignInAsync(world.Host);
        using (var sideways = await staff.PostAsync($"/tenants/{tenant.Id}/moves", new { isolation = "schema" }))
        {
            await sideways.ShouldBeProblemAsync(HttpStatusCode.Conflict, "tenant.move.not-up");
        }

        using var unknown = await staff.PostAsync("/tenants/ten_00000000000000000000000000000000/moves", new { isolation = "schema" });
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var support = await Staff.SignInAsync(world.Host, StaffRole.Support);
        using var refused = await support.PostAsync($"/tenants/{tenant.Id}/moves", new { isolation = "schema" });
        await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "staff.forbidden");
    }
}
