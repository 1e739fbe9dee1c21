using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Dns;
using Portal.Operators.Tenancy.Domains;
using Portal.Operators.Tests.Operations;

namespace Portal.Operators.Tests.Tenancy;

/// <summary>Real DNS, real rows; time is set in the rows, since PostgreSQL's clock cannot be.</summary>
public sealed class VerifyDomainTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly string _host = $"portal.d{Guid.NewGuid():n}.com";

    private string Record => DomainChallenge.RecordName(_host);

    [Fact]
    public async Task Verify_WithTheRecordPublished_LeadsTheNameHereAndLooksAgainTomorrow()
    {
        await using var server = new TestDnsServer();
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var domain = await AddAsync(stage, "mine");
        server.Texts[Record] = ["something else", "mine"];
        await VerifyAsync(stage, server, domain);
        (await StateAsync(stage)).ShouldBe(["verified"]);
        (await stage.ListAsync($"select host from (select host, owner_id as tenant_id from portal.domain_claim where host = '{_host}') c")).ShouldBe([_host]);
        (await stage.ListAsync("select extract(hour from not_before - now())::text from (select * from portal.operation where state = 'queued') o")).ShouldBe(["23"]);
        (await stage.ListAsync("select action from portal.audit_pending_record")).ShouldBe(["domain.verified"]);
    }

    [Fact]
    public async Task Verify_WithoutTheRecord_StaysPendingAndLooksAgainSoon()
    {
        await using var server = new TestDnsServer();
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await VerifyAsync(stage, server, await AddAsync(stage, "mine"));
        (await StateAsync(stage)).ShouldBe(["pending"]);
        (await stage.ListAsync("select (not_before - now() < interval '2 minutes')::text from (select * from portal.operation where state = 'queued') o")).ShouldBe(["true"]);
    }

    [Fact]
    public async Task Verify_OfANameThatAnotherProves_SaysTheSameAsWithoutARecord()
    {
        await using var server = new TestDnsServer();
        await using var holder = await OperationStage.StartAsync(fixture.Database);
        await using var claimant = await OperationStage.StartAsync(fixture.Database);
        server.Texts[Record] = ["holders"];
        await VerifyAsync(holder, server, await AddAsync(holder, "holders"));
        var domain = await AddAsync(claimant, "claimants");
        await VerifyAsync(claimant, server, domain);
        var without = (await claimant.ListAsync("select message from portal.custom_domain")).Single();
        server.Texts[Record] = ["holders", "claimants"];
        await VerifyAsync(claimant, server, domain);
        (await claimant.ListAsync("select message from portal.custom_domain")).Single().ShouldBe(without);
        (await StateAsync(claimant)).ShouldBe(["pending"]);
    }

    [Fact]
    public async Task Verify_OfANameWhoseHolderCannotProveItAnyMore_MovesItToWhoCan()
    {
        await using var server = new TestDnsServer();
        await using var holder = await OperationStage.StartAsync(fixture.Database);
        await using var claimant = await OperationStage.StartAsync(fixture.Database);
        server.Texts[Record] = ["holders"];
        var held = await AddAsync(holder, "holders");
        await VerifyAsync(holder, server, held);
        server.Texts[Record] = ["claimants"];
        await VerifyAsync(claimant, server, await AddAsync(claimant, "claimants"));
        (await StateAsync(claimant)).ShouldBe(["verified"]);
        await VerifyAsync(holder, server, held);
        (await StateAsync(holder)).ShouldBe(["lapsed"]);
        (await claimant.ListAsync($"select host from (select host, owner_id as tenant_id from portal.domain_claim where host = '{_host}') c")).ShouldBe([_host]);
    }

    [Fact]
    public async Task Verify_OfARecordThatVanished_WarnsAndLapsesAfterSevenDays()
    {
        await using var server = new TestDnsServer();
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var domain = await AddAsync(stage, "mine");
        server.Texts[Record] = ["mine"];
        await VerifyAsync(stage, server, domain);
        server.Texts.Clear();
        await VerifyAsync(stage, server, domain);
        (await stage.ListAsync("select state || ' ' || (missing_since is not null) from portal.custom_domain")).ShouldBe(["verified true"]);
        await stage.ExecuteAsync("update portal.custom_domain set missing_since = now() - interval '7 days 1 second' where tenant_id = $1", stage.Tenant.Value);
        await VerifyAsync(stage, server, domain);
        (await StateAsync(stage)).ShouldBe(["lapsed"]);
        (await stage.ListAsync($"select host from (select host, owner_id as tenant_id from portal.domain_claim where host = '{_host}') c")).ShouldBeEmpty();
        (await stage.ListAsync("select action from portal.audit_pending_record order by recorded_at")).ShouldBe(["domain.verified", "domain.record-missing", "domain.lapsed"]);
    }

    [Fact]
    public async Task Verify_WhileNoServerAnswers_ChangesNothing()
    {
        await using var server = new TestDnsServer();
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var domain = await AddAsync(stage, "mine");
        server.Texts[Record] = ["mine"];
        await VerifyAsync(stage, server, domain);
        server.IsSilent = true;
        await VerifyAsync(stage, server, domain);
        (await stage.ListAsync("select state || ' ' || (missing_since is null) from portal.custom_domain")).ShouldBe(["verified true"]);
    }

    [Fact]
    public async Task Verify_ManyTimes_LeavesOneNextLook()
    {
        await using var server = new TestDnsServer();
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var domain = await AddAsync(stage, "mine");
        for (var i = 0; i < 3; i++)
        {
            await VerifyAsync(stage, server, domain);
        }

        (await stage.ListAsync("select id::text from (select * from portal.operation where state = 'queued') o")).Count.ShouldBe(1);
    }

    private static async Task<CustomDomainId> AddAsync(OperationStage stage, string token, string? host = null)
    {
        var id = Guid.CreateVersion7();
        await stage.ExecuteAsync(
            """
            insert into portal.custom_domain (tenant_id, id, host, token, state, message, created_by, created_at, requested_at)
            values ($1, $2, $3, $4, 'pending', '', $2, now(), now())
            """,
            stage.Tenant.Value, id, host!, token);
        return new(id);
    }

    private Task<CustomDomainId> AddAsync(OperationStage stage, string token) => AddAsync(stage, token, _host);

    private static Task<List<string>> StateAsync(OperationStage stage) => stage.ListAsync("select state from portal.custom_domain");

    private async Task VerifyAsync(OperationStage stage, TestDnsServer server, CustomDomainId domain)
    {
        var resolver = new TxtResolver(Options.Create(new DnsOptions { Servers = [server.Address], TimeoutSeconds = 0.5 }), NullLogger<TxtResolver>.Instance);
        var operation = await stage.EnqueueAsync(OperationKind.VerifyDomain, Guid.NewGuid().ToString("n"));
        await stage.ExecuteAsync("update portal.operation set subject_id = $2 where id = $1", operation.Value, domain.ToString());
        await using var platform = new PlatformDatabase(Npgsql.NpgsqlDataSource.Create(fixture.Database.Platform));
        await stage.Runner(new VerifyDomainHandler(resolver, platform)).RunAsync(stage.Tenant, operation, TestContext.Current.CancellationToken);
        (await stage.ReadAsync(operation)).State.ShouldBe("succeeded");
    }
}
