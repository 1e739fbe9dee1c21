using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Tests.Tenancy.Keys;

/// <summary>What is sealed for a tenant, and whether a process that has just started can open it.</summary>
internal static class SealedValues
{
    /// <summary>A webhook endpoint has a secret, and after a rotation the one before as well.</summary>
    public static async Task AddAsync(TestTenant tenant, bool rotated = false)
    {
        var made = await (await tenant.SendAsync(HttpMethod.Post, "/api/v1/webhook-endpoints", new { url = "https://hooks.example.com", topics = new[] { "rollout" } }))
            .ShouldBeAsync(HttpStatusCode.Created);
        if (rotated)
        {
            (await tenant.SendAsync(HttpMethod.Post, $"/api/v1/webhook-endpoints/{made["id"]}/secret-rotations")).EnsureSuccessStatusCode();
        }
    }

    /// <returns>Why values cannot be opened, each reason once; null for those that can.</returns>
    public static async Task<List<string?>> OpenAsync(PortalHost host, TestTenant tenant)
    {
        using var keys = new TenantKeys(host.Services.GetRequiredService<TenantUnitOfWorks>(), host.Services.GetRequiredService<IKeyEncryption>(), TimeProvider.System);
        var found = new List<string?>();
        foreach (var column in SealedColumn.All)
        {
            foreach (var (row, value) in await ReadAsync(host, column, tenant))
            {
                found.Add(await OpenAsync(keys, column.Of(new TenantId(tenant.Uuid), row), value));
            }
        }

        found.Count.ShouldBeGreaterThan(1);
        return [.. found.Distinct()];
    }

    private static async Task<string?> OpenAsync(TenantKeys keys, SealedPlace place, Sealed value)
    {
        try
        {
            (await keys.OpenAsync(place, value, TestContext.Current.CancellationToken)).ShouldNotBeEmpty();
            return null;
        }
        catch (KeyFailureException failure)
        {
            return failure.Refusal.Code;
        }
    }

    private static async Task<List<(Guid Row, Sealed Value)>> ReadAsync(PortalHost host, SealedColumn column, TestTenant tenant)
    {
        // The database may have been restored since: no connection is kept.
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(host.Database.Superuser) { Pooling = false });
        await using var select = source.CreateCommand($"select id, {column.Column} from portal.{column.Table} where tenant_id = '{tenant.Uuid}' and {column.Column} is not null order by id");
        await using var row = await select.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<(Guid, Sealed)>();
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            found.Add((row.GetGuid(0), Sealed.Of(row.GetFieldValue<byte[]>(1))));
        }

        return found;
    }
}
