using Npgsql;
using Portal.Domain.Billing;
using Portal.Infrastructure.Billing;

namespace Portal.Infrastructure.Tests.Billing;

public sealed class SettlementTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Completed = "checkout.session.completed";
    private const string PaidEntries = "stripe_clearing 1846, stripe_fees 54, publisher_payable -1520, platform_commission -380";

    [Fact]
    public async Task Execute_OfAPaidSession_PostsEntitlesAndAudits()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        var (purchase, session) = await world.BuyAsync(await world.PublishAsync());
        await world.Stripe.Browser.PostAsync(session.Url + "/pay", null);
        var outcome = await world.HandleAsync(await world.TakeAsync(Completed, 4));

        outcome.ShouldBe(new SettlementOutcome(true, "CI status is paid: EUR 19.00"));
        (await world.EntriesAsync()).ShouldBe(PaidEntries);
        (await world.ScalarAsync<string>("select state from portal.purchase where id = $1", purchase.Value)).ShouldBe("paid");
        (await world.ScalarAsync<long>("select count(*) from portal.entitlement where purchase_id = $1", purchase.Value)).ShouldBe(1);
        (await world.ScalarAsync<string>("select actor_name || ' ' || action from portal.audit_pending_record where tenant_id = $1", world.Tenant.Value)).ShouldBe("Stripe purchase.paid");
        (await world.ScalarAsync<string>("select business_key from portal.journal where tenant_id = $1", world.Tenant.Value)).ShouldBe($"purchase:{purchase}:paid");
    }

    [Fact]
    public async Task Execute_OfTheSameEventManyTimesAtOnce_PostsOnce()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        var (_, session) = await world.BuyAsync(await world.PublishAsync());
        await world.Stripe.Browser.PostAsync(session.Url + "/pay", null);
        var received = await world.TakeAsync(Completed, 4);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.HandleAsync(received)));

        outcomes.Count(outcome => outcome.Changed).ShouldBe(1);
        (await world.EntriesAsync()).ShouldBe(PaidEntries);
    }

    [Fact]
    public async Task Take_OfAnEventThatComesAgain_OrdersOneOperation()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        var (_, session) = await world.BuyAsync(await world.PublishAsync());
        await world.Stripe.Browser.PostAsync(session.Url + "/pay", null);
        var received = await world.TakeAsync(Completed, 4);
        (await world.Get<StripeInbox>().TakeAsync(received, "again", CancellationToken.None)).ShouldBeFalse();
        (await world.ScalarAsync<long>("select count(*) from portal.operation where tenant_id = $1 and kind = 'billing.stripe-event'", world.Tenant.Value)).ShouldBe(1);
    }

    [Fact]
    public async Task Take_OfAnUnknownCustomersEvent_KeepsItAndOrdersNothing()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        var received = new ReceivedEvent("evt_foreign", Completed, null, false, DateTimeOffset.UnixEpoch, "{}", "cs_x", "cus_nobody");
        (await world.Get<StripeInbox>().TakeAsync(received, "test", CancellationToken.None)).ShouldBeTrue();
        (await world.ScalarAsync<bool>("select tenant_id is null and processed_at is not null from portal.stripe_event where id = 'evt_foreign'")).ShouldBeTrue();
    }

    [Fact]
    public async Task Execute_WhenStripeReceivedAnotherAmount_RefusesAndPostsNothing()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        var (purchase, session) = await world.BuyAsync(await world.PublishAsync(), price: 1_800);
        await world.Stripe.Browser.PostAsync(session.Url + "/pay", null);
        var received = await world.TakeAsync(Completed, 4);
        (await Should.ThrowAsync<SettlementRefusedException>(() => world.HandleAsync(received))).Message.ShouldContain("1800 eur");
        (await world.EntriesAsync()).ShouldBe("");
        (await world.ScalarAsync<string>("select state from portal.purchase where id = $1", purchase.Value)).ShouldBe("pending");
    }

    [Fact]
    public async Task Execute_ForAnotherTenant_IsRefused()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        await using var other = await MarketWorld.StartAsync(fixture.Database);
        var (_, session) = await world.BuyAsync(await world.PublishAsync());
        await world.Stripe.Browser.PostAsync(session.Url + "/pay", null);
        var received = await world.TakeAsync(Completed, 4);
        await Should.ThrowAsync<SettlementRefusedException>(() => other.HandleAsync(received));
    }

    [Fact]
    public async Task Post_OfAJournalWhoseEntriesWereTamperedWith_FailsAtCommit()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        var journal = new Journal("k", JournalKind.PurchasePaid, DateTimeOffset.UnixEpoch,
        [
            Entry.Debit(new Account(AccountKind.Bank, Currency.Eur), new Money(5, Currency.Eur)),
            Entry.Credit(new Account(AccountKind.StripeClearing, Currency.Eur), new Money(5, Currency.Eur)),
        ]);
        await using var work = await world.Units.BeginAsPlatformAsync(world.Tenant, CancellationToken.None);
        (await LedgerPosting.PostAsync(work, journal, "Test", null, CancellationToken.None)).ShouldNotBeNull();
        (await LedgerPosting.PostAsync(work, journal, "Test", null, CancellationToken.None)).ShouldBeNull();
        await using var tamper = work.Command(
            "insert into portal.journal_entry select tenant_id, journal_id, 3, account_id, 1, currency from portal.journal_entry where line = 1 and tenant_id = $1");
        tamper.Parameters.Add(new() { Value = world.Tenant.Value });
        await tamper.ExecuteNonQueryAsync();
        (await Should.ThrowAsync<PostgresException>(() => work.CommitAsync(CancellationToken.None))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
    }

    [Fact]
    public async Task Post_ByTheRoleThatServesTenants_IsDenied()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        await using var work = await world.Units.BeginAsync(world.Tenant, CancellationToken.None);
        await using var insert = work.Command("insert into portal.journal (tenant_id, id, business_key, kind, description, occurred_at, posted_at) values ($1, $1, 'x', 'x', 'x', now(), now())");
        insert.Parameters.Add(new() { Value = world.Tenant.Value });
        (await Should.ThrowAsync<PostgresException>(() => insert.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Update_OfAJournal_IsRefusedEvenToTheOwner()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        var (_, session) = await world.BuyAsync(await world.PublishAsync());
        await world.Stripe.Browser.PostAsync(session.Url + "/pay", null);
        await world.HandleAsync(await world.TakeAsync(Completed, 4));
        (await Should.ThrowAsync<PostgresException>(() => world.SqlAsync("update portal.journal_entry set amount_minor = 1 where tenant_id = $1", world.Tenant.Value)))
            .SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }
}
