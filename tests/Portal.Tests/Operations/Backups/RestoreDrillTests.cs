using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Infrastructure.Tenancy.Export;
using Portal.Tests.Audit;
using Portal.Tests.Billing;

namespace Portal.Tests.Operations.Backups;

/// <summary>The restore drill: a deployment that people use is lost and comes back.</summary>
public sealed class RestoreDrillTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Deployment_WreckedAndRestored_IsAsItWasAndSignsPeopleIn()
    {
        var (acme, globex) = (await host.SignUpAsync(), await host.SignUpAsync());
        await BuyAsync(acme);
        (await globex.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "pipeline" })).EnsureSuccessStatusCode();
        using var tool = new BackupTool(host.Database);
        var before = (await ArchiveAsync(acme), await ArchiveAsync(globex));
        await ExecuteAsync("update portal.operation set state = 'running', lease_until = now() + interval '1 hour' where kind = 'tenant.provision'");

        (await tool.BackupAsync()).ShouldSatisfyAllConditions(made => made.Code.ShouldBe(0, made.Said), made => made.Said.ShouldContain("read them again"));
        var backup = tool.Backups.ShouldHaveSingleItem();
        (await tool.BackupAsync("verify", backup, "--restore")).Said.ShouldContain("restored and counted");
        await ExecuteAsync("update portal.member set password_hash = 'x', email = 'nobody@nowhere.example'; update portal.tenant set name = 'Wrecked'");
        (await tool.RestoreAsync(backup)).ShouldSatisfyAllConditions(refused => refused.Code.ShouldBe(1), refused => refused.Said.ShouldContain("is not empty"));
        await ExecuteAsync("drop schema portal cascade; drop schema quartz cascade; drop table public.schema_migration");

        (await tool.RestoreAsync(backup)).ShouldSatisfyAllConditions(restored => restored.Code.ShouldBe(0, restored.Said), restored => restored.Said.ShouldContain("2 operations that were under way are done again"));

        (Same(before.Item1, await ArchiveAsync(acme)), Same(before.Item2, await ArchiveAsync(globex))).ShouldBe(("", ""));
        await AuditTreeCheck.ShouldBeWholeAsync(host, acme);
        await AuditTreeCheck.ShouldBeWholeAsync(host, globex);
        (await acme.GetAsync("/api/v1/ledger/balances"))["items"]!.AsArray().Select(b => (long)b!["amount"]!["amount"]!).ToList()
            .ShouldSatisfyAllConditions(amounts => amounts.Count.ShouldBeGreaterThan(2), amounts => amounts.Sum().ShouldBe(0));
        (await StatusWithCookieAsync(acme, acme.Cookie)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusWithCookieAsync(acme, await acme.SignInAsync())).ShouldBe(HttpStatusCode.OK);
        (await ScalarAsync("select count(*) from portal.platform_record where action = 'deployment.restored'")).ShouldBe(1L);
        (await ScalarAsync("select state from portal.backup")).ShouldBe("ready");
    }

    private async Task BuyAsync(TestTenant tenant)
    {
        await using var world = await PaymentWorld.StartAsync(host);
        using var response = await tenant.SendAsync(HttpMethod.Post, "/api/v1/purchases", new { plugin = "cost-insights" });
        var purchase = await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        await world.PayAsync((string)purchase!["checkoutUrl"]!);
        var payload = await world.EventAsync("checkout.session.completed");
        (await world.DeliverAsync(payload)).EnsureSuccessStatusCode();
        await world.SettleAsync(tenant, payload);
    }

    /// <summary>
    /// Every file of the tenant's archive but the manifest, which has the time of its making, and the count of requests, which the host writes seconds after them.
    /// </summary>
    private async Task<Dictionary<string, byte[]>> ArchiveAsync(TestTenant tenant)
    {
        await using var archive = new MemoryStream();
        await host.Services.GetRequiredService<TenantArchiveWriter>().WriteAsync(new(tenant.Uuid), archive, (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken);
        await using var zip = new ZipArchive(archive, ZipArchiveMode.Read);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries.Where(e => e.FullName is not ("manifest.json" or "tables/request_count.jsonl")))
        {
            await using var content = await entry.OpenAsync(TestContext.Current.CancellationToken);
            await using var copy = new MemoryStream();
            await content.CopyToAsync(copy, TestContext.Current.CancellationToken);
            files.Add(entry.FullName, copy.ToArray());
        }

        return files;
    }

    private static string Same(Dictionary<string, byte[]> before, Dictionary<string, byte[]> after) =>
        string.Join(' ', before.Keys.Union(after.Keys).Where(file => !(before.TryGetValue(file, out var was) && after.TryGetValue(file, out var now) && was.AsSpan().SequenceEqual(now))));

    private async Task<HttpStatusCode> StatusWithCookieAsync(TestTenant tenant, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.Add("Cookie", cookie);
        using var response = await host.Client(tenant.Slug).SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private async Task ExecuteAsync(string sql) => await ScalarAsync(sql);

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(host.Database.Superuser) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
