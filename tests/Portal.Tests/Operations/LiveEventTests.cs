using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Tenancy;
using Portal.Operations;

namespace Portal.Tests.Operations;

public sealed class LiveEventTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Change_OfOneTenant_IsHeardByItsSubscribersOnly()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        var events = host.Services.GetRequiredService<LiveEvents>();
        await Eventually.HoldsAsync(() => Task.FromResult(events.IsConnected), TimeSpan.FromSeconds(10), "the listener does not connect");
        var heard = new ConcurrentQueue<LiveEvent>();
        var overheard = new ConcurrentQueue<LiveEvent>();
        using var own = events.Subscribe(new TenantId(mine.Uuid), heard.Enqueue);
        using var foreign = events.Subscribe(new TenantId(other.Uuid), overheard.Enqueue);
        using var install = await mine.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status" });
        var accepted = await install.ShouldBeAsync(HttpStatusCode.Accepted);
        await Eventually.HoldsAsync(
            () => Task.FromResult(heard.Any(e => e.Topic == "rollout" && e.SubjectId == (string?)accepted["rollout"]) && heard.Any(e => e.Topic == "audit")),
            TimeSpan.FromSeconds(5), "no news of the rollout and of its record");
        heard.Select(e => e.Topic).Distinct().Order().ShouldBe(["audit", "installation", "operation", "rollout"]);
        // News of its own sign-up may still be on its way to the other.
        overheard.ShouldAllBe(e => e.Tenant.Value == other.Uuid && e.Topic == "audit");
    }

    [Fact]
    public async Task Listener_WhoseConnectionIsCut_ComesBackAndTellsEveryoneToReadAnew()
    {
        var tenant = await host.SignUpAsync();
        var events = host.Services.GetRequiredService<LiveEvents>();
        await Eventually.HoldsAsync(() => Task.FromResult(events.IsConnected), TimeSpan.FromSeconds(10), "the listener does not connect");
        var heard = new ConcurrentQueue<LiveEvent>();
        using var own = events.Subscribe(new TenantId(tenant.Uuid), heard.Enqueue);
        await using var source = Npgsql.NpgsqlDataSource.Create(host.Database.Superuser);
        await using var cut = source.CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen portal_event' and datname = current_database()");
        await cut.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => Task.FromResult(heard.Any(e => e.Topic.Length == 0)), TimeSpan.FromSeconds(10), "nobody was told of the gap");
    }
}
