using Portal.Operators.Operations.Recurring;

namespace Portal.Operators.Tests.Operations;

/// <summary>What comes again by itself comes once for each due time, and one at a time.</summary>
public sealed class RecurringOperationTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset Due = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);
    private static readonly RecurringSchedule Hourly = RecurringSchedule.In(TimeSpan.FromHours(1));

    [Fact]
    public async Task Enqueue_ForEachTenant_IsOnceForADueTimeAndOneAtATime()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var (recurring, operations) = (new RecurringOperation("r.each", RecurringScope.Tenant, Hourly), Operations(stage));

        await operations.EnqueueAsync(recurring, Due, "c", CancellationToken.None);
        await operations.EnqueueAsync(recurring, Due, "c", CancellationToken.None);
        await operations.EnqueueAsync(recurring, Due + TimeSpan.FromHours(1), "c", CancellationToken.None);
        (await OpenAsync(stage)).ShouldBe(["03 queued"], "the first is open still");

        await stage.ExecuteAsync("update portal.operation set state = 'succeeded' where tenant_id = $1", stage.Tenant.Value);
        await operations.EnqueueAsync(recurring, Due, "c", CancellationToken.None);
        await operations.EnqueueAsync(recurring, Due + TimeSpan.FromHours(2), "c", CancellationToken.None);
        (await OpenAsync(stage)).ShouldBe(["03 succeeded", "05 queued"]);
    }

    [Fact]
    public async Task Enqueue_ForATenantThatIsNotServed_IsLeftOut()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await stage.ExecuteAsync("update portal.tenant set state = 'suspended' where id = $1", stage.Tenant.Value);

        await Operations(stage).EnqueueAsync(new("r.none", RecurringScope.Tenant, Hourly), Due, "c", CancellationToken.None);

        (await OpenAsync(stage)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Enqueue_ForTheDeployment_RunsWithStepsAndRetriesAndNeverTwiceForADueTime()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var (recurring, operations) = (new RecurringOperation("r.all", RecurringScope.Deployment, Hourly), Operations(stage));
        (await operations.EnqueueAsync(recurring, Due, "c", CancellationToken.None)).ShouldBe(1);
        (await operations.EnqueueAsync(recurring, Due, "c", CancellationToken.None)).ShouldBe(0);
        (await operations.EnqueueAsync(recurring, Due + TimeSpan.FromHours(1), "c", CancellationToken.None)).ShouldBe(0, "one is open");
        var attempts = 0;
        var runner = stage.Runner(new RecordingHandler("r.all", async (work, token) =>
        {
            work.Operation.IsOfDeployment.ShouldBeTrue();
            await work.TellOnceAsync("look", "Seen.", token);
            if (attempts++ == 0)
            {
                throw new InvalidOperationException("no luck");
            }
        }));

        var again = await runner.RunAsync((await stage.Deployment.ClaimAsync(10, CancellationToken.None)).Single(), CancellationToken.None);
        stage.Time.Advance(again!.Value - stage.Time.GetUtcNow());
        (await runner.RunAsync((await stage.Deployment.ClaimAsync(10, CancellationToken.None)).Single(), CancellationToken.None)).ShouldBeNull();

        await using var read = stage.Platform.Source.CreateCommand(
            "select state || ' ' || attempts || ' ' || (select string_agg(s ->> 'name', ' ') from jsonb_array_elements(steps) s) from portal.platform_operation where kind = 'r.all'");
        (await read.ExecuteScalarAsync()).ShouldBe("succeeded 2 look attempt done");
        (await operations.EnqueueAsync(recurring, Due, "c", CancellationToken.None)).ShouldBe(0, "its due time has been");
        (await operations.EnqueueAsync(recurring, Due + TimeSpan.FromHours(2), "c", CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public void Schedule_ThatCannotBeRead_IsRefusedWhenItIsRegistered() => Should.Throw<FormatException>(() => RecurringSchedule.At("every morning"));

    private static RecurringOperations Operations(OperationStage stage) => new(stage.Databases, stage.Deployment, stage.Time);

    private static Task<List<string>> OpenAsync(OperationStage stage) =>
        stage.ListAsync("select to_char(occurrence at time zone 'UTC', 'HH24') || ' ' || state from portal.operation order by occurrence");
}
