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
        await flood.ExecuteAsync(Many, flood.Tenant.Value, flood.Time.GetUtcNow() - TimeSpan.FromHours(1), 10_000, (short)20);
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
        await stage.ExecuteAsync(Many, stage.Tenant.Value, stage.Time.GetUtcNow() - TimeSpan.FromHours(1), 20, (short)OperationPriority.Background);
        await stage.ExecuteAsync(Many.Replace("'k' || i", "'u' || i", StringComparison.Ordinal), stage.Tenant.Value, stage.Time.GetUtcNow(), 2, (short)OperationPriority.Urgent);

        await stage.Claims.ClaimAsync(stage.Platform, 3, CancellationToken.None);

        (await stage.ListAsync("select priority::text from (select * from portal.operation where state = 'running') o order by priority")).ShouldBe(["10", "10", "30"]);
    }
}
