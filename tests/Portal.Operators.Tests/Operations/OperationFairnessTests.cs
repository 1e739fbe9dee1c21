using Portal.Domain.Operations;

namespace Portal.Operators.Tests.Operations;

/// <summary>Who comes first, told by counts.</summary>
public sealed class OperationFairnessTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Many =
        """
        insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, priority, not_before, correlation_id, created_by, created_at)
        select $1, gen_random_uuid(), 'a', 'k' || i, 'thing', 'x', '{}', 'queued', $4, $2, 'c', 'ann', $2 from generate_series(1, $3) i
        """;

    [Fact]
    public async Task Claim_OneTenantWithTenThousand_TakesTheOthersFirstAmongTheFirst()
    {
        await using var flood = await OperationStage.StartAsync(fixture.Database);
        await using var other = await OperationStage.StartAsync(fixture.Database);
        await flood.ExecuteAsync(Many, flood.Tenant.Value, flood.Time.GetUtcNow() - TimeSpan.FromMinutes(1), 10_000, (short)20);
        var late = await other.EnqueueAsync("a");

        var taken = await other.Claims.ClaimAsync(other.Platform, 16, CancellationToken.None);

        taken.Count(o => o.Tenant == flood.Tenant).ShouldBe(other.Options.PerTenant, "the flooding tenant has its share");
        taken.Where(o => o.Tenant == other.Tenant).Select(o => o.Id).ShouldBe([late]);
        (await flood.Claims.ClaimAsync(flood.Platform, 16, CancellationToken.None)).ShouldBeEmpty("its share is running");
    }

    [Fact]
    public async Task Claim_ByManyAtOnce_NeverGivesATenantMoreThanItsShare()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await stage.ExecuteAsync("update portal.operation set state = 'canceled' where state = 'queued'");
        await stage.ExecuteAsync(Many, stage.Tenant.Value, stage.Time.GetUtcNow(), 200, (short)20);

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => stage.Claims.ClaimAsync(stage.Platform, 5, CancellationToken.None)));

        taken.Sum(batch => batch.Count).ShouldBe(stage.Options.PerTenant);
    }

    [Fact]
    public async Task Claim_OfAHigherPriority_ComesBeforeOlderOnes()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await stage.ExecuteAsync("update portal.operation set state = 'canceled' where state = 'queued'");
        await stage.ExecuteAsync(Many, stage.Tenant.Value, stage.Time.GetUtcNow() - TimeSpan.FromMinutes(1), 20, (short)OperationPriority.Background);
        await stage.ExecuteAsync(Many.Replace("'k' || i", "'u' || i", StringComparison.Ordinal), stage.Tenant.Value, stage.Time.GetUtcNow(), 2, (short)OperationPriority.Urgent);

        await stage.Claims.ClaimAsync(stage.Platform, 3, CancellationToken.None);

        (await RunningAsync(stage)).ShouldBe(["10", "10", "30"]);
    }

    [Fact]
    public async Task Claim_DueForLongBehindUrgentOnes_TakesThePlacesByAgeAndNoMore()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await stage.ExecuteAsync("update portal.operation set state = 'canceled' where state in ('queued', 'running')");
        await stage.ExecuteAsync(Many, stage.Tenant.Value, stage.Time.GetUtcNow() - OperationAging.Patience, 20, (short)OperationPriority.Background);
        await stage.ExecuteAsync(Many.Replace("'k' || i", "'u' || i", StringComparison.Ordinal), stage.Tenant.Value, stage.Time.GetUtcNow(), 20, (short)OperationPriority.Urgent);

        await stage.Claims.ClaimAgedAsync(stage.Platform, 1, CancellationToken.None);
        (await RunningAsync(stage)).ShouldBe(["30"], "one hand is free");
        await stage.Claims.ClaimAgedAsync(stage.Platform, 16, CancellationToken.None);
        await stage.Claims.ClaimAsync(stage.Platform, 3, CancellationToken.None);
        (await RunningAsync(stage)).ShouldBe(["10", "10", "10", "30", "30"], "two by age, and what is urgent");

        await stage.ExecuteAsync("update portal.operation set state = 'succeeded' where id = (select id from portal.operation where state = 'running' and by_age limit 1)");
        await stage.Claims.ClaimAgedAsync(stage.Platform, 16, CancellationToken.None);
        (await RunningAsync(stage)).ShouldBe(["10", "10", "10", "30", "30"], "one has ended, and the next takes its place");
    }

    [Fact]
    public async Task Claim_DueForLongOfATenantThatHasItsShareRunning_TakesAPlaceByAge()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await stage.ExecuteAsync("update portal.operation set state = 'canceled' where state in ('queued', 'running')");
        await stage.ExecuteAsync(Many, stage.Tenant.Value, stage.Time.GetUtcNow(), stage.Options.PerTenant, (short)OperationPriority.Urgent);
        (await stage.Claims.ClaimAsync(stage.Platform, 16, CancellationToken.None)).Count.ShouldBe(stage.Options.PerTenant);
        var waiting = await stage.EnqueueAsync("a", "other");
        (await stage.Claims.ClaimAsync(stage.Platform, 16, CancellationToken.None)).ShouldBeEmpty();
        (await stage.Claims.ClaimAgedAsync(stage.Platform, 16, CancellationToken.None)).ShouldBeEmpty();

        stage.Time.Advance(OperationAging.Patience);

        (await stage.Claims.ClaimAgedAsync(stage.Platform, 16, CancellationToken.None)).Select(o => o.Id).ShouldBe([waiting]);
    }

    [Fact]
    public async Task Claim_OfManyTenantsWhoseUrgentWorkNeverEnds_ReachesTheBackgroundOfEach()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await stage.ExecuteAsync("update portal.operation set state = 'canceled' where state in ('queued', 'running')");
        await using var second = await OperationStage.StartAsync(fixture.Database);
        await using var third = await OperationStage.StartAsync(fixture.Database);
        OperationStage[] stages = [stage, second, third];
        var seed = Environment.TickCount;
        var random = new Random(seed);
        foreach (var each in stages)
        {
            await each.ExecuteAsync(Many, each.Tenant.Value, stage.Time.GetUtcNow(), 1, (short)OperationPriority.Background);
        }

        var waiting = 3;
        for (var minute = 0; minute < 8; minute++, stage.Time.Advance(TimeSpan.FromMinutes(1)))
        {
            foreach (var each in stages)
            {
                await each.ExecuteAsync(Many.Replace("'k' || i", $"'u{minute}-' || i", StringComparison.Ordinal), each.Tenant.Value, stage.Time.GetUtcNow(), 4 + random.Next(4), (short)OperationPriority.Urgent);
            }

            // Fewer hands than any of the three alone could use.
            var aged = await stage.Claims.ClaimAgedAsync(stage.Platform, 4, CancellationToken.None);
            await stage.Claims.ClaimAsync(stage.Platform, 4 - aged.Count, CancellationToken.None);
            await stage.ExecuteAsync("update portal.operation set state = 'succeeded' where state = 'running'");
            waiting = (await Task.WhenAll(stages.Select(each => each.ListAsync("select id::text from (select * from portal.operation where priority = 30 and state = 'queued') o")))).Sum(list => list.Count);
            if (minute < OperationAging.Patience.TotalMinutes)
            {
                waiting.ShouldBe(3, $"seed {seed}, minute {minute}");
            }
        }

        waiting.ShouldBe(0, $"seed {seed}");
    }

    private static Task<List<string>> RunningAsync(OperationStage stage) =>
        stage.ListAsync("select priority::text from (select * from portal.operation where state = 'running') o order by priority");
}
