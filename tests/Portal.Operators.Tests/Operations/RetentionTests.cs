using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Infrastructure.Operations.Retention;
using Portal.Infrastructure.Tenancy.Data;
using Portal.Operators.Operations.Handlers;

namespace Portal.Operators.Tests.Operations;

/// <summary>What ended long ago is forgotten wherever it is; what is open, young or waits for a person stays.</summary>
public sealed class RetentionTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Ended =
        """
        with o as (
            insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at, finished_at, abandon_due)
            select $1, gen_random_uuid(), $2, 'k' || i, 'thing', 'x', '{}', $3, $4, 'c', 'ann', $4, case when $3 = 'queued' then null else $4 end, $5 from generate_series(1, $6) i
            returning tenant_id, id)
        insert into operation_step (tenant_id, operation_id, sequence, occurred_at, name, state, message) select tenant_id, id, 1, now(), 'done', 'succeeded', 'Done.' from o
        """;

    private static readonly RetentionOptions Kept = new();

    [Theory]
    [InlineData("shared")]
    [InlineData("schema")]
    [InlineData("database")]
    public async Task Forget_WhereverTheTenantIs_TakesWhatEndedLongAgoWithItsStepsAndNothingElse(string isolation)
    {
        await using var own = await TestDatabase.CreateAsync();
        await using var stage = await OperationStage.StartAsync(fixture.Database, own);
        await using var other = await OperationStage.StartAsync(fixture.Database);
        await AddAsync(other, "another's, recent", OperationState.Succeeded, TimeSpan.FromDays(89));
        await MoveAsync(stage, isolation);
        await AddAsync(stage, "long done", OperationState.Succeeded, TimeSpan.FromDays(91), count: EndedWork.Batch + 1);
        await AddAsync(stage, "long canceled", OperationState.Canceled, TimeSpan.FromDays(91));
        await AddAsync(stage, "done", OperationState.Succeeded, TimeSpan.FromDays(89));
        await AddAsync(stage, "dead letter", OperationState.Failed, TimeSpan.FromDays(900));
        await AddAsync(stage, "waits", OperationState.Queued, TimeSpan.FromDays(900));
        await AddAsync(stage, "to be put away", OperationState.Canceled, TimeSpan.FromDays(900), abandon: true);

        var forgotten = await Work(stage).ForgetAsync(stage.Tenant, CancellationToken.None);

        forgotten.ShouldBe(new ForgottenWork(EndedWork.Batch + 2, 0, 0));
        await using var unit = await stage.Units.BeginInAnyStateAsync(stage.Tenant, CancellationToken.None);
        (await ListAsync(unit, "select kind from operation order by kind")).ShouldBe(["dead letter", "done", "to be put away", "waits"]);
        (await ListAsync(unit, "select o.kind from operation_step s join operation o on o.id = s.operation_id order by o.kind")).ShouldBe(["dead letter", "done", "to be put away", "waits"]);
        (await other.ListAsync("select kind from portal.operation")).ShouldBe(["another's, recent"]);
    }

    [Theory]
    [InlineData("shared")]
    [InlineData("schema")]
    [InlineData("database")]
    public async Task Forget_OfWebhooks_TakesOldMessagesWithTheirAttemptsAndKeepsDeadLetters(string isolation)
    {
        await using var own = await TestDatabase.CreateAsync();
        await using var stage = await OperationStage.StartAsync(fixture.Database, own);
        await MoveAsync(stage, isolation);
        await DeliverAsync(stage, "old", OperationState.Succeeded, TimeSpan.FromDays(31));
        await DeliverAsync(stage, "old and never asked for any more", null, TimeSpan.FromDays(31));
        await DeliverAsync(stage, "dead letter", OperationState.Failed, TimeSpan.FromDays(31));
        await DeliverAsync(stage, "waits", OperationState.Queued, TimeSpan.FromDays(31));
        await DeliverAsync(stage, "young", OperationState.Succeeded, TimeSpan.FromDays(29));

        (await Work(stage).ForgetAsync(stage.Tenant, CancellationToken.None)).ShouldBe(new ForgottenWork(0, 2, 0));

        await using var unit = await stage.Units.BeginInAnyStateAsync(stage.Tenant, CancellationToken.None);
        (await ListAsync(unit, "select d.subject_id from webhook_delivery d join webhook_attempt a on a.delivery_id = d.id order by d.subject_id")).ShouldBe(["dead letter", "waits", "young"]);
    }

    [Theory]
    [InlineData("shared")]
    [InlineData("schema")]
    [InlineData("database")]
    public async Task Forget_OfAlerts_TakesWhatIsOverOrTakenCareOfWithItsMessagesAndKeepsTheRest(string isolation)
    {
        await using var own = await TestDatabase.CreateAsync();
        await using var stage = await OperationStage.StartAsync(fixture.Database, own);
        await MoveAsync(stage, isolation);
        await AlertAsync(stage, "over", OperationState.Succeeded, TimeSpan.FromDays(91), resolved: true);
        await AlertAsync(stage, "taken care of", null, TimeSpan.FromDays(91), acknowledged: true);
        await AlertAsync(stage, "open", OperationState.Succeeded, TimeSpan.FromDays(900));
        await AlertAsync(stage, "never told", OperationState.Failed, TimeSpan.FromDays(91), resolved: true);
        await AlertAsync(stage, "young", OperationState.Succeeded, TimeSpan.FromDays(89), resolved: true);

        (await Work(stage).ForgetAsync(stage.Tenant, CancellationToken.None)).ShouldBe(new ForgottenWork(2, 0, 2));

        await using var unit = await stage.Units.BeginInAnyStateAsync(stage.Tenant, CancellationToken.None);
        (await ListAsync(unit, "select a.title from alert a join alert_delivery d on d.alert_id = a.id order by a.title")).ShouldBe(["never told", "open", "young"]);
        (await ListAsync(unit, "select count(*)::text from alert_delivery")).ShouldBe(["3"]);
    }

    [Theory]
    [InlineData("select portal.forget_ended_operations(now() - interval '23 hours', 10)")]
    [InlineData("select portal.forget_webhook_deliveries(now() - interval '23 hours', 10)")]
    [InlineData("select portal.forget_alerts(now() - interval '23 hours', 10)")]
    public async Task Functions_AskedForWhatEndedToday_Refuse(string sql)
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await using var unit = await stage.Units.BeginAsPlatformAsync(stage.Tenant, CancellationToken.None);
        await using var command = unit.Command(sql);

        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteScalarAsync())).SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    [Theory]
    [InlineData("select portal.forget_ended_operations(now() - interval '1 year', 10)")]
    [InlineData("delete from operation")]
    [InlineData("delete from webhook_delivery")]
    [InlineData("select portal.forget_alerts(now() - interval '1 year', 10)")]
    [InlineData("delete from alert")]
    public async Task Functions_ByWhoeverServesATenant_AreNotTheirs(string sql)
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await using var unit = await stage.Units.BeginAsync(stage.Tenant, CancellationToken.None);
        await using var command = unit.Command(sql);

        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteScalarAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Run_WhileATenantsOwnDatabaseIsAway_ServesAllOthersAndIsTriedAgain()
    {
        await using var away = await TestDatabase.CreateAsync();
        await using var stage = await OperationStage.StartAsync(fixture.Database, away);
        await AddAsync(stage, "long done", OperationState.Succeeded, TimeSpan.FromDays(91));
        await using (var unit = await stage.Units.BeginInAnyStateAsync(stage.Tenant, CancellationToken.None))
        {
            await RunAsync(
                unit, "insert into outbox_message (tenant_id, id, topic, subject_id, created_at) select $1, gen_random_uuid(), 'operation', 'x', $2 from generate_series(1, $3)",
                stage.Time.GetUtcNow() - TimeSpan.FromDays(2), OutboxCleanupHandler.Batch + 1);
            await unit.CommitAsync(CancellationToken.None);
        }

        await stage.ExecuteAsync(
            "insert into portal.platform_operation (id, kind, occurrence, state, not_before, correlation_id, created_by, created_at, finished_at) values (gen_random_uuid(), $1, $2, 'succeeded', $2, 'c', 'x', $2, $2)",
            "old", stage.Time.GetUtcNow() - TimeSpan.FromDays(91));
        await away.DisposeAsync();
        var runner = stage.Runner(new ForgetEndedHandler(stage.Databases, Work(stage)), new OutboxCleanupHandler(stage.Databases, stage.Time));

        foreach (var kind in (string[])[OperationKind.ForgetEnded, OperationKind.CleanOutbox])
        {
            (await stage.Deployment.EnqueueAsync(kind, stage.Time.GetUtcNow(), "c", CancellationToken.None)).ShouldBeTrue();
        }

        foreach (var operation in await stage.Deployment.ClaimAsync(10, CancellationToken.None))
        {
            (await runner.RunAsync(operation, CancellationToken.None)).ShouldNotBeNull();
        }

        (await stage.ListAsync("select kind from portal.operation")).ShouldBeEmpty();
        (await stage.ListAsync("select topic from portal.outbox_message")).ShouldBeEmpty();
        (await fixture.Database.ListAsync("select kind from portal.platform_operation where kind = 'old'")).ShouldBeEmpty();
        (await fixture.Database.ListAsync("select error from portal.platform_operation where state = 'queued' order by kind"))
            .ShouldAllBe(error => error.StartsWith("The database \"own\" could not be asked: ", StringComparison.Ordinal));
        (await fixture.Database.ListAsync("select steps -> 0 ->> 'message' from portal.platform_operation where state = 'queued' order by kind"))
            .ShouldBe(["Forgot 1 operations, 0 webhook deliveries and 0 alerts of tenants, 1 operations of the deployment.", "Removed 2,001 messages."]);
    }

    [Theory]
    [InlineData(6, 30, "Retention:Operations is 6.00:00:00 and must be 7 to 3650 days: set Retention__Operations, for example to 90.00:00:00.")]
    [InlineData(90, 3651, "Retention:WebhookDeliveries is 3651.00:00:00 and must be 7 to 3650 days: set Retention__WebhookDeliveries, for example to 90.00:00:00.")]
    [InlineData(7, 3650, null)]
    public void Options_OutOfBounds_AreNamed(int operations, int deliveries, string? failure)
    {
        var settings = new Dictionary<string, string?> { ["Retention:Operations"] = $"{operations}.00:00:00", ["Retention:WebhookDeliveries"] = $"{deliveries}.00:00:00" };
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).AddRetention().BuildServiceProvider();

        var ask = () => services.GetRequiredService<RetentionOptions>().Operations;

        if (failure is null)
        {
            ask().ShouldBe(TimeSpan.FromDays(operations));
        }
        else
        {
            Should.Throw<OptionsValidationException>(() => ask()).Message.ShouldBe(failure);
        }
    }

    private static EndedWork Work(OperationStage stage) => new(stage.Platform, stage.Units, Kept, stage.Time);

    private static async Task MoveAsync(OperationStage stage, string isolation)
    {
        _ = isolation switch
        {
            "schema" => await new OwnSchemaMove(stage.Units).ExecuteAsync(stage.Tenant, "c", _ => Task.CompletedTask, CancellationToken.None),
            "database" => await new OwnDatabaseMove(stage.Units, stage.Platform, stage.Databases).ExecuteAsync(stage.Tenant, "own", "c", _ => Task.CompletedTask, CancellationToken.None),
            _ => null,
        };
    }

    private static async Task AddAsync(OperationStage stage, string kind, OperationState state, TimeSpan ago, int count = 1, bool abandon = false)
    {
        await using var unit = await stage.Units.BeginAsPlatformAsync(stage.Tenant, CancellationToken.None);
        await using var insert = unit.Command(Ended).With(stage.Tenant.Value, kind, state.ToString().ToLowerInvariant(), stage.Time.GetUtcNow() - ago, abandon, count);
        await insert.ExecuteNonQueryAsync();
        await unit.CommitAsync(CancellationToken.None);
    }

    private static async Task DeliverAsync(OperationStage stage, string subject, OperationState? state, TimeSpan ago)
    {
        await using var unit = await stage.Units.BeginInAnyStateAsync(stage.Tenant, CancellationToken.None);
        var (endpoint, delivery, at) = (unit.NewId(), unit.NewId(), stage.Time.GetUtcNow() - ago);
        await RunAsync(unit, "insert into webhook_endpoint (tenant_id, id, url, topics, state, created_by, created_at, updated_at) values ($1, $2, 'https://a.example', '{rollout}', 'enabled', $2, now(), now())", endpoint);
        await RunAsync(unit, "insert into webhook_delivery (tenant_id, id, endpoint_id, topic, subject_id, created_at) values ($1, $2, $3, 'rollout', $4, $5)", delivery, endpoint, subject, at);
        await RunAsync(unit, "insert into webhook_attempt (tenant_id, delivery_id, sequence, attempted_at, milliseconds, answer) values ($1, $2, 1, $3, 1, '')", delivery, at);
        if (state is { } known)
        {
            await RunAsync(
                unit,
                """
                insert into operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at, finished_at)
                values ($1, gen_random_uuid(), 'webhook.deliver', 'webhook:' || $2::uuid, 'webhook-delivery', 'x', '{}', $3, $4, 'c', 'x', $4, $4)
                """,
                delivery, known.ToString().ToLowerInvariant(), at);
        }

        await unit.CommitAsync(CancellationToken.None);
    }

    private static async Task AlertAsync(OperationStage stage, string title, OperationState? state, TimeSpan ago, bool resolved = false, bool acknowledged = false)
    {
        await using var unit = await stage.Units.BeginInAnyStateAsync(stage.Tenant, CancellationToken.None);
        var (channel, alert, at) = (unit.NewId(), unit.NewId(), stage.Time.GetUtcNow() - ago);
        await RunAsync(
            unit,
            """
            insert into alert_channel (tenant_id, id, name, kind, target, severity, time_zone, created_by, created_at, updated_at)
            values ($1, $2, 'x', 'email', 'a@b.example', 'info', 'UTC', $2, now(), now())
            """,
            channel);
        await RunAsync(
            unit,
            """
            insert into alert (tenant_id, id, subject_uid, revision, transition, class, dedup_key, severity, title, summary, facts, created_at, resolved_at, acknowledged_at)
            values ($1, $2, $3, 'r', 't', 'rollback', 'k', 'info', $3, '', '[]', $4, $5, $6)
            """,
            alert, title, at, resolved ? at : null, acknowledged ? at : null);
        await RunAsync(unit, "insert into alert_delivery (tenant_id, id, alert_id, channel_id, action, created_at) values ($1, gen_random_uuid(), $2, $3, 'trigger', $4)", alert, channel, at);
        if (state is { } known)
        {
            await RunAsync(
                unit,
                """
                insert into operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at, finished_at)
                values ($1, gen_random_uuid(), 'alert.deliver', $2, 'alert-delivery', 'x', '{}', $3, $4, 'c', 'x', $4, $4)
                """,
                AlertBook.SerialKey(new(alert), new(channel)), known.ToString().ToLowerInvariant(), at);
        }

        await unit.CommitAsync(CancellationToken.None);
    }

    private static async Task RunAsync(TenantUnitOfWork unit, string sql, params object?[] values)
    {
        await using var command = unit.Command(sql).With([unit.Tenant.Value, .. values]);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> ListAsync(TenantUnitOfWork unit, string sql)
    {
        await using var command = unit.Command(sql);
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await row.ReadAsync())
        {
            found.Add(row.GetString(0));
        }

        return found;
    }
}
