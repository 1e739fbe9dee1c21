using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Operations;

namespace Portal.Tests.Hosting;

/// <summary>The database comes late, and it dies: the web process waits, says so, and goes on with what takes its place.</summary>
public sealed class FailoverTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithoutADatabase_IsLiveAndBecomesReadyWhenItComes()
    {
        await using var pair = new StandbyPair();
        await using var host = new BareHost(pair.App, pair.Platform);
        await host.StartAsync();
        (await host.ProbeAsync("live")).ShouldBe((HttpStatusCode.OK, "Healthy"));
        (await host.ProbeAsync("ready")).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy"));
        (await host.ProbeAsync("startup")).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy"));
        using (var refused = await host.Client("acme").GetAsync("/api/v1/me", Cancel))
        {
            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "database.unavailable");
        }

        await pair.StartPrimaryAsync();
        await Eventually.HoldsAsync(async () => (await host.ProbeAsync("ready")).Status == HttpStatusCode.OK, Longest, "it never became ready");
        (await host.ProbeAsync("startup")).Status.ShouldBe(HttpStatusCode.OK);
        await SignUpAsync(host, "late");
    }

    [Fact]
    public async Task Failover_UnderWrites_LosesNoAcknowledgedOneAndRecoversWithinFifteenSeconds()
    {
        await using var pair = new StandbyPair();
        await pair.StartPrimaryAsync();
        await pair.StartStandbyAsync();
        await using var host = new BareHost(pair.App, pair.Platform);
        await host.StartAsync();
        var cookie = await SignUpAsync(host, "moving");
        var acknowledged = new ConcurrentQueue<(string Name, long At)>();
        var others = new ConcurrentQueue<HttpStatusCode>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writers = Enumerable.Range(0, 4).Select(writer => WriteAsync(host.Client("moving"), cookie, writer, acknowledged, others, enough.Token)).ToArray();
        await Eventually.HoldsAsync(() => Task.FromResult(acknowledged.Count > 20), TimeSpan.FromSeconds(30), "nothing was written before the failover");

        pair.KillPrimary();
        var killed = Stopwatch.GetTimestamp();
        await pair.PromoteStandbyAsync();
        await Eventually.HoldsAsync(
            () => Task.FromResult(acknowledged.Count(write => write.At > killed) > 20), Longest + Longest, "nothing was written after the failover");
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        Stopwatch.GetElapsedTime(killed, acknowledged.Where(write => write.At > killed).Min(write => write.At)).ShouldBeLessThan(Longest);
        others.Distinct().ShouldBeSubsetOf([HttpStatusCode.ServiceUnavailable]);
        (await MissingAsync(pair.Standby, [.. acknowledged.Select(write => write.Name)])).ShouldBeEmpty();
        await Eventually.HoldsAsync(
            () => Task.FromResult(host.Services.GetRequiredService<LiveEvents>().IsConnected), Longest, "news no longer comes in");
    }

    private static async Task WriteAsync(
        HttpClient client, string cookie, int writer, ConcurrentQueue<(string, long)> acknowledged, ConcurrentQueue<HttpStatusCode> others, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            var name = $"w{writer}-{i}";
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/api-keys") { Content = JsonContent.Create(new { name }) };
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add("Idempotency-Key", name);
            using var response = await client.SendAsync(request, Cancel);
            if (response.StatusCode == HttpStatusCode.Created)
            {
                acknowledged.Enqueue((name, Stopwatch.GetTimestamp()));
                continue;
            }

            others.Enqueue(response.StatusCode);
            await Task.Delay(50, Cancel);
        }
    }

    private static async Task<string> SignUpAsync(BareHost host, string slug)
    {
        var admin = new { email = $"ada@{slug}.example", displayName = "Ada", password = TestTenant.Password };
        using var made = await host.Client().PostAsJsonAsync("/api/v1/tenants", new { slug, name = slug, admin }, Cancel);
        (await made.ShouldBeAsync(HttpStatusCode.Created)).ShouldBeOfType<JsonObject>();
        using var session = await host.Client(slug).PostAsJsonAsync("/api/v1/sessions", new { admin.email, admin.password }, Cancel);
        session.EnsureSuccessStatusCode();
        return session.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task<string[]> MissingAsync(string connection, string[] names)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("select coalesce(array_agg(n), '{}') from unnest($1) n where not exists (select from portal.api_key k where k.name = n)");
        command.Parameters.Add(new() { Value = names });
        return (string[])(await command.ExecuteScalarAsync(Cancel))!;
    }
}
