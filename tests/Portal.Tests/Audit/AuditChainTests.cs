using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Tests.Audit;

public sealed class AuditChainTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Records_WrittenAtOnce_FormOneUnbrokenChain()
    {
        var tenant = await host.SignUpAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = $"key {i}" })));
        await using var work = await host.Services.GetRequiredService<TenantUnitOfWorks>().BeginAsync(new TenantId(tenant.Uuid), TestContext.Current.CancellationToken);
        var records = await work.Db.Set<AuditRecordRow>().AsNoTracking().OrderBy(r => r.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        records.Count.ShouldBeGreaterThanOrEqualTo(14);
        records.Select(r => r.Sequence).ShouldBe(Enumerable.Range(1, records.Count).Select(i => (long)i));
        var previous = AuditChain.Origin;
        foreach (var record in records)
        {
            record.PreviousHash.ShouldBe(previous, $"record {record.Sequence} does not follow the one before");
            AuditRecordHash.Of(record).ShouldBe(record.Hash, $"record {record.Sequence} is not what was hashed");
            previous = record.Hash;
        }
    }

    [Theory]
    [InlineData("update portal.audit_record set detail = '{}'")]
    [InlineData("delete from portal.audit_record")]
    public async Task Records_EvenForTheSuperuser_AreAppendOnly(string sql)
    {
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
