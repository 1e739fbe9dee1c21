using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Infrastructure.Operations.Webhooks;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Keys;
using Portal.Operators.Objectives.Alerts;
using Portal.Operators.Tests.Operations;

namespace Portal.Operators.Tests.Objectives.Alerts;

/// <summary>A tenant with channels, and the operator's handler that sends to them.</summary>
internal sealed class AlertWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;

    private AlertWorld(OperationStage stage, ServiceProvider services, string folder) => (Stage, _services, _folder) = (stage, services, folder);

    public OperationStage Stage { get; }

    /// <param name="database">The shared database.</param>
    /// <param name="settings">Of the section <c>Alerts</c>.</param>
    public static async Task<AlertWorld> StartAsync(TestDatabase database, params (string Name, string Value)[] settings)
    {
        var folder = Path.Combine(Path.GetTempPath(), "portal-test-keys-" + Guid.NewGuid().ToString("n"));
        var all = new Dictionary<string, string?>
        {
            ["Database:App"] = database.App, ["Database:Platform"] = database.Platform, ["Keys:Provider"] = "file", ["Keys:File:Folder"] = folder, ["Webhooks:AllowPrivateTargets"] = "true",
        };
        foreach (var (name, value) in settings)
        {
            all[$"Alerts:{name}"] = value;
        }

        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            .AddPortalDatabase().AddKeys().AddWebhookSending().AddAlertSending().AddSingleton<TenantDirectory>().BuildServiceProvider();
        return new(await OperationStage.StartAsync(database), services, folder);
    }

    public async Task<AlertChannelId> AddChannelAsync(AlertChannelKind kind, string secret = "", string target = "", AlertSeverity severity = AlertSeverity.Info, int? escalateAfter = null, Action<AlertChannelRow>? more = null)
    {
        var id = new AlertChannelId(Guid.CreateVersion7());
        var stored = secret.Length == 0 ? null : await _services.GetRequiredService<AlertSecrets>().SealAsync(Stage.Tenant, id, secret, CancellationToken.None);
        await using var unit = await Stage.Units.BeginAsync(Stage.Tenant, CancellationToken.None);
        var channel = new AlertChannelRow
        {
            TenantId = Stage.Tenant, Id = id, Name = "on call", Kind = kind, Target = target, SecretSealed = stored, Severity = severity, TimeZone = "UTC", EscalateAfterMinutes = escalateAfter,
            CreatedBy = new(Guid.CreateVersion7()), CreatedAt = unit.Now, UpdatedAt = unit.Now,
        };
        more?.Invoke(channel);
        unit.Db.Add(channel);
        await unit.CommitAsync(CancellationToken.None);
        return id;
    }

    public async Task<bool> RaiseAsync(string transition = "7/RolledBack", AlertSeverity severity = AlertSeverity.Warning)
    {
        await using var unit = await Stage.Units.BeginAsync(Stage.Tenant, CancellationToken.None);
        var isNew = await AlertBook.RaiseAsync(unit, new AlertSource("uid-1", "abc/0", transition), Alert(severity), "/rollouts/rol_1", CancellationToken.None);
        await unit.CommitAsync(CancellationToken.None);
        return isNew;
    }

    /// <summary>What a person who tries a channel causes.</summary>
    public async Task TestAsync(AlertChannelId channel)
    {
        await using var unit = await Stage.Units.BeginAsync(Stage.Tenant, CancellationToken.None);
        var alert = new AlertRow
        {
            TenantId = Stage.Tenant, Id = new(unit.NewId()), SubjectUid = channel.ToString(), Revision = "test", Transition = "1", Class = AlertClass.Test, DedupKey = "test", Severity = AlertSeverity.Info,
            Title = "Test", Summary = "Nothing is wrong.", Facts = "[]", CreatedAt = unit.Now, ResolvedAt = unit.Now,
        };
        unit.Db.Add(alert);
        await unit.Db.SaveChangesAsync(CancellationToken.None);
        await AlertBook.OrderAsync(unit, alert.Id, channel, AlertAction.Trigger, unit.Now, null, CancellationToken.None);
        await unit.CommitAsync(CancellationToken.None);
    }

    public async Task ResolveAsync()
    {
        await using var unit = await Stage.Units.BeginAsync(Stage.Tenant, CancellationToken.None);
        await AlertBook.ResolveAsync(unit, "uid-1", null, CancellationToken.None);
        await unit.CommitAsync(CancellationToken.None);
    }

    public async Task AcknowledgeAsync()
    {
        await using var unit = await Stage.Units.BeginAsync(Stage.Tenant, CancellationToken.None);
        var alert = unit.Db.Set<AlertRow>().Single();
        (alert.AcknowledgedAt, alert.AcknowledgedBy) = (unit.Now, "ann");
        await unit.CommitAsync(CancellationToken.None);
    }

    /// <summary>One attempt at every message that is ordered, in the order of the orders.</summary>
    public async Task RunAsync()
    {
        // The stage's clock is not the database's.
        await Stage.ExecuteAsync("update portal.operation set not_before = $2 where tenant_id = $1 and kind = 'alert.deliver' and state = 'queued'", Stage.Tenant.Value, Stage.Time.GetUtcNow());
        var handler = new DeliverAlertHandler(
            _services.GetRequiredService<AlertSecrets>(), _services.GetServices<IAlertSender>(), _services.GetRequiredService<TenantDirectory>(),
            _services.GetRequiredService<IOptions<AlertOptions>>(), TimeProvider.System);
        var runner = Stage.Runner(handler);
        foreach (var id in await Stage.ListAsync("select id::text from (select * from portal.operation where kind = 'alert.deliver' and state = 'queued') o order by created_at, id"))
        {
            await runner.RunAsync(Stage.Tenant, new OperationId(Guid.Parse(id)), CancellationToken.None);
        }

        Stage.Time.Advance(TimeSpan.FromMinutes(10));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Stage.DisposeAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static Alert Alert(AlertSeverity severity) => new()
    {
        DedupKey = "eu/tenant-acme/ci-status/12345678/abc/rollback",
        Class = "rollback",
        Severity = severity,
        At = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()),
        Title = "ci-status 1.1.0: rolled back",
        Summary = "31 of 620 <requests> failed.",
        Facts = [new("From", "1.0.0"), new("To", "1.1.0")],
    };
}
