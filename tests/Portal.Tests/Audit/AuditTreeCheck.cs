using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Tests.Audit;

/// <summary>Builds a tenant's tree anew from its records and compares every hash on the way.</summary>
internal static class AuditTreeCheck
{
    /// <summary>Gives all that was recorded its place, as whoever reads the log does.</summary>
    public static async Task PlaceAsync(PortalHost host, TestTenant tenant) =>
        (await AuditSequencer.RunAsync(host.Services.GetRequiredService<TenantUnitOfWorks>(), new(tenant.Uuid), TestContext.Current.CancellationToken)).ShouldBeTrue();

    /// <returns>How many records there are.</returns>
    public static async Task<int> ShouldBeWholeAsync(PortalHost host, TestTenant tenant)
    {
        await PlaceAsync(host, tenant);
        await using var work = await host.Services.GetRequiredService<TenantUnitOfWorks>().BeginAsync(new TenantId(tenant.Uuid), TestContext.Current.CancellationToken);
        var records = await work.Db.Set<AuditRecordRow>().AsNoTracking().OrderBy(r => r.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        records.Count.ShouldBeGreaterThan(1);
        records.Select(r => r.Sequence).ShouldBe(Enumerable.Range(1, records.Count).Select(i => (long)i));
        var frontier = new MerkleFrontier();
        foreach (var record in records)
        {
            var hash = MerkleHash.Leaf(Encoding.UTF8.GetBytes(AuditLeaf.Write(AuditRecords.Read(record), record.Sequence)));
            record.Hash.ShouldBe(hash, $"record {record.Sequence} is not what was hashed");
            record.Nodes.ShouldBe(frontier.Append(hash).SelectMany(node => node), $"record {record.Sequence} completes other subtrees");
        }

        var head = await work.Db.Set<AuditHeadRow>().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        head.Size.ShouldBe(records.Count);
        head.Frontier.ShouldBe(frontier.ToBytes());
        return records.Count;
    }
}
