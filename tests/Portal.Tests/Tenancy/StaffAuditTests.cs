using System.Text.Json.Nodes;

namespace Portal.Tests.Tenancy;

/// <summary>What staff do to a tenant is in its log with who of them it was, from where, and whether it was in the tenant's place.</summary>
public sealed class StaffAuditTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Suspension_ByStaff_NamesThePersonAndTheAddress()
    {
        var tenant = await host.ActiveTenantAsync();
        var staff = await StaffFromAsync();
        (await staff.PostAsync($"/tenants/{tenant.Id}/suspensions", new { reason = "requested" })).EnsureSuccessStatusCode();
        await ShouldBeInTheLogAsync(tenant, staff, "tenant.suspended", inItsPlace: false);
    }

    [Fact]
    public async Task Retry_OfATenantsOperationByStaff_IsInItsPlace()
    {
        var tenant = await host.ActiveTenantAsync();
        var staff = await StaffFromAsync();
        var id = Guid.CreateVersion7();
        await host.Database.ListAsync(
            $"""
            insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at, finished_at)
            values ('{tenant.Uuid}', '{id}', 'tenant.purge', 'k', 'thing', 'x', '{"{}"}', 'failed', now(), 'c', 'ann', now(), now()); select ''
            """);
        (await staff.PostAsync($"/tenants/{tenant.Id}/operations/opr_{id:n}/retries", new { })).EnsureSuccessStatusCode();
        await ShouldBeInTheLogAsync(tenant, staff, "operation.retried", inItsPlace: true);
    }

    private async Task<Staff> StaffFromAsync()
    {
        var staff = await Staff.SignInAsync(host);
        staff.Client.DefaultRequestHeaders.Add(TestAddress.Header, "203.0.113.9");
        return staff;
    }

    private async Task ShouldBeInTheLogAsync(TestTenant tenant, Staff staff, string action, bool inItsPlace)
    {
        var account = (await host.Database.ListAsync($"select replace(id::text, '-', '') from portal.staff_account where email = '{staff.Email}'")).Single();
        var record = (await host.Database.ListAsync($"select to_jsonb(r)::text from portal.audit_pending_record r where tenant_id = '{tenant.Uuid}' and action = '{action}'"))
            .Select(row => JsonNode.Parse(row)!).Single();
        ((string?)record["actor_kind"], (string?)record["actor_name"], (string?)record["address"], (string?)record["on_behalf_of"])
            .ShouldBe(("staff", "Platform staff", "203.0.113.9", inItsPlace ? tenant.Id : null));
        ((string?)record["principal"]).ShouldBe($"stf_{account}");
    }
}
