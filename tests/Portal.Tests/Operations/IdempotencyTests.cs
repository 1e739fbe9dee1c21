using System.Net;
using System.Text.Json.Nodes;
using Npgsql;

namespace Portal.Tests.Operations;

/// <summary>One effect a key: the answer is stored in the transaction of what it answers.</summary>
public sealed class IdempotencyTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly object Body = new { plugin = "on-call" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SameKey_HundredTimesAtOnce_HasOneEffectAndOneAnswer()
    {
        var tenant = await host.SignUpAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => InstallAsync(tenant, "burst")));
        var accepted = new List<JsonObject>();
        foreach (var answer in answers)
        {
            if (answer.StatusCode == HttpStatusCode.Accepted)
            {
                accepted.Add(await answer.ShouldBeAsync(HttpStatusCode.Accepted));
            }
            else
            {
                await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency.key.in-flight");
            }
        }

        accepted.Select(body => body.ToJsonString()).Distinct().Count().ShouldBe(1);
        (await EffectsAsync(tenant)).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task Answer_ThatCannotBeStored_TakesTheEffectWithItAndFreesTheKey()
    {
        var tenant = await host.SignUpAsync();
        await RunAsync(
            """
            create or replace function public.refuse_completion() returns trigger language plpgsql as $f$ begin raise exception 'the disk is full'; end $f$;
            create or replace trigger refuse_completion before update on portal.idempotency_key for each row
                when (new.key = 'poisoned' and new.completed_at is not null) execute function public.refuse_completion()
            """);
        using var failed = await InstallAsync(tenant, "poisoned");
        failed.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await EffectsAsync(tenant)).ShouldBe((0, 0, 0));
        await RunAsync("drop trigger refuse_completion on portal.idempotency_key");
        using var again = await InstallAsync(tenant, "poisoned");
        await again.ShouldBeAsync(HttpStatusCode.Accepted);
        (await EffectsAsync(tenant)).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task SlowRequest_WhoseKeyWasTakenOver_UndoesItsWork()
    {
        var tenant = await host.SignUpAsync();
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var connection = await source.OpenConnectionAsync(Cancel);
        await using var stall = await connection.BeginTransactionAsync(Cancel);
        await using (var hold = new NpgsqlCommand("lock table portal.audit_pending_record in share mode", connection, stall))
        {
            await hold.ExecuteNonQueryAsync(Cancel);
        }

        // Both wait to record what they did; the second thinks that the first has died.
        var first = InstallAsync(tenant, "slow");
        await Eventually.HoldsAsync(async () => await WaitingAsync() == 1, TimeSpan.FromSeconds(10), "the first request never came to write its audit record");
        await RunAsync("update portal.idempotency_key set created_at = created_at - interval '1 hour' where key = 'slow'");
        var second = tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", Body, "slow");
        await Eventually.HoldsAsync(async () => await AttemptAsync("slow") == 2, TimeSpan.FromSeconds(10), "the second request never took the key over");
        await stall.CommitAsync(Cancel);
        using var slow = await first;
        using var quick = await second;
        await slow.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency.key.in-flight");
        var done = await quick.ShouldBeAsync(HttpStatusCode.Accepted);
        (await EffectsAsync(tenant)).ShouldBe((1, 1, 1));
        using var replayed = await InstallAsync(tenant, "slow");
        JsonNode.DeepEquals(await replayed.ShouldBeAsync(HttpStatusCode.Accepted), done).ShouldBeTrue();
    }

    [Fact]
    public async Task Answer_OfFourDaysAgo_IsForgottenWithTheNextKey()
    {
        var tenant = await host.SignUpAsync();
        using var first = await InstallAsync(tenant, "old");
        await first.ShouldBeAsync(HttpStatusCode.Accepted);
        await RunAsync("update portal.idempotency_key set created_at = created_at - interval '4 days' where key = 'old' and tenant_id = $1", tenant.Uuid);
        using var next = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "next" }, "new");
        await next.ShouldBeAsync(HttpStatusCode.Created);
        (await CountAsync("select count(*) from portal.idempotency_key where key = 'old' and tenant_id = $1", tenant.Uuid)).ShouldBe(0);
    }

    [Fact]
    public async Task Refusal_IsNotKept_SoTheSameKeyMayBeTriedAgain()
    {
        var tenant = await host.SignUpAsync();
        using var first = await InstallAsync(tenant, "one");
        await first.ShouldBeAsync(HttpStatusCode.Accepted);
        using var refused = await InstallAsync(tenant, "two");
        await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "installation.exists");
        await RunAsync("update portal.installation set state = 'removed' where tenant_id = $1", tenant.Uuid);
        using var again = await InstallAsync(tenant, "two");
        await again.ShouldBeAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task SameKey_OfAnotherPrincipalOrTenant_IsAnotherKey()
    {
        var tenant = await host.SignUpAsync();
        var other = await host.SignUpAsync();
        using var made = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "shared" }, "mine");
        using var elsewhere = await other.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "shared" }, "mine");
        var key = (string)(await made.ShouldBeAsync(HttpStatusCode.Created))["secret"]!;
        await elsewhere.ShouldBeAsync(HttpStatusCode.Created);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/api-keys") { Content = System.Net.Http.Json.JsonContent.Create(new { name = "other body" }) };
        request.Headers.Authorization = new("Bearer", key);
        request.Headers.Add("Idempotency-Key", "mine");
        using var colleague = await host.Client(tenant.Slug).SendAsync(request, Cancel);
        await colleague.ShouldBeAsync(HttpStatusCode.Created);
    }

    private static Task<HttpResponseMessage> InstallAsync(TestTenant tenant, string key) => tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", Body, key);

    private async Task<(long Installations, long Rollouts, long Records)> EffectsAsync(TestTenant tenant) => (
        await CountAsync("select count(*) from portal.installation where tenant_id = $1", tenant.Uuid),
        await CountAsync("select count(*) from portal.rollout where tenant_id = $1", tenant.Uuid),
        await CountAsync("select count(*) from portal.audit_pending_record where tenant_id = $1 and action = 'plugin.install-requested'", tenant.Uuid));

    private Task<long> WaitingAsync() => CountAsync("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");

    private Task<long> AttemptAsync(string key) => CountAsync("select attempt::bigint from portal.idempotency_key where key = $1", key);

    private async Task<long> CountAsync(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var command = Command(source, sql, values);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private async Task RunAsync(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var command = Command(source, sql, values);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, object[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
