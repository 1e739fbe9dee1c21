using Npgsql;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Operations;

/// <summary>A whole operator's queue as a process: what brings it work when something that usually does is missing.</summary>
public sealed class OperationDispatcherTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Queue_SchedulersTablesLockedAndNotificationsLost_WorksAllTheSame()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await using var source = NpgsqlDataSource.Create(fixture.Database.Superuser);
        await stage.ExecuteAsync("drop trigger notify on portal.operation");
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var holding = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var hold = new NpgsqlCommand("lock table quartz.qrtz_locks, quartz.qrtz_triggers, quartz.qrtz_job_details in access exclusive mode", connection, holding))
        {
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        using var process = QueueProcess.Start(fixture.Database);
        var (first, later) = (await AddAsync(stage, TimeSpan.Zero), await AddAsync(stage, TimeSpan.FromSeconds(1)));

        await UntilDoneAsync(stage, first.ToString());
        await UntilDoneAsync(stage, later.ToString());

        await holding.RollbackAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Guid> AddAsync(OperationStage stage, TimeSpan later)
    {
        var id = Guid.CreateVersion7();
        await stage.ExecuteAsync(
            """
            insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at)
            values ($1, $2, 'test.nothing', $2::text, 'thing', 'x', '{}', 'queued', now() + $3, 'c', 'ann', now())
            """, stage.Tenant.Value, id, later);
        return id;
    }

    private static Task<string> UntilDoneAsync(OperationStage stage, string id) => Deadline.UntilAsync(
        async () => (await stage.ListAsync("select id::text from (select * from portal.operation where state = 'succeeded') o")).Contains(id) ? "" : null, $"{id} is done");
}
