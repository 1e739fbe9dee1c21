using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Tests.Audit;

public sealed class AuditTreeTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Records_WrittenAtOnce_FormOneTree()
    {
        var tenant = await host.SignUpAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = $"key {i}" })));
        (await AuditTreeCheck.ShouldBeWholeAsync(host, tenant)).ShouldBeGreaterThanOrEqualTo(14);
    }

    [Fact]
    public async Task Records_OfAPersonsRequest_SayWhoAndWhere()
    {
        var tenant = await host.SignUpAsync();
        await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "deploy" });
        await AuditTreeCheck.PlaceAsync(host, tenant);
        await using var work = await host.Services.GetRequiredService<TenantUnitOfWorks>().BeginAsync(new TenantId(tenant.Uuid), TestContext.Current.CancellationToken);
        var record = await work.Db.Set<AuditRecordRow>().AsNoTracking().OrderByDescending(r => r.Sequence)
            .FirstAsync(r => r.Action == "api-key.created" && r.SubjectName == "deploy", TestContext.Current.CancellationToken);
        record.Changes.ShouldBe("""[{"after":"deploy","before":null,"field":"name"},{"after":"Admin","before":null,"field":"role"}]""");
        record.Principal!.ShouldStartWith("key_");
    }

    [Theory]
    [InlineData("update portal.audit_record set detail = '{}'")]
    [InlineData("delete from portal.audit_record")]
    [InlineData("set search_path to portal; update audit_pending_record set detail = '{}'")]
    [InlineData("set search_path to portal; delete from audit_pending_record")]
    public async Task Records_EvenForTheSuperuser_AreAppendOnly(string sql)
    {
        await AuditTreeCheck.PlaceAsync(host, await host.SignUpAsync());
        await host.SignUpAsync();
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var command = source.CreateCommand(sql);
        var refused = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        refused.SqlState.ShouldBe("23001");
    }

    [Fact]
    public async Task Records_ForARoleWithoutPermission_AreForbidden()
    {
        var tenant = await host.SignUpAsync();
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var demote = source.CreateCommand($"update portal.api_key set role = 'viewer' where tenant_id = '{tenant.Uuid}'");
        await demote.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        using var response = await tenant.Client.GetAsync("/api/v1/audit-records", TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "access.forbidden");
    }
}
