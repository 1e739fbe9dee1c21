using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Operations.Webhooks;
using Portal.Infrastructure.Audit.Checkpoints;
using Portal.Infrastructure.Audit.Signing;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Webhooks;
using Portal.Infrastructure.Tenancy.Keys;
using Portal.Operators.Operations.Webhooks;

namespace Portal.Operators.Tests.Operations.Webhooks;

/// <summary>A tenant with endpoints, a listener that plays them, and the operator's handler.</summary>
internal sealed class WebhookWorld : IAsyncDisposable
{
    private readonly OperationStage _stage;
    private readonly ServiceProvider _services;
    private readonly WebApplication _listener;
    private readonly string _folder;
    private WebhookEndpointId _endpoint;

    private WebhookWorld(OperationStage stage, ServiceProvider services, WebApplication listener, string folder) =>
        (_stage, _services, _listener, _folder) = (stage, services, listener, folder);

    public ConcurrentQueue<ReceivedWebhook> Received { get; } = new();

    public IReadOnlyCollection<ReceivedWebhook> Requests => Received;

    public int Status { get; set; } = 204;

    public string Answer { get; set; } = "";

    private WebhookSecrets Secrets => _services.GetRequiredService<WebhookSecrets>();

    public static async Task<WebhookWorld> StartAsync(TestDatabase database, bool allowPrivate = true)
    {
        var folder = Path.Combine(Path.GetTempPath(), "portal-test-keys-" + Guid.NewGuid().ToString("n"));
        var settings = new Dictionary<string, string?>
        {
            ["Database:App"] = database.App, ["Database:Platform"] = database.Platform, ["Keys:Provider"] = "file", ["Keys:File:Folder"] = folder,
            ["Webhooks:AllowPrivateTargets"] = $"{allowPrivate}",
        };
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddPortalDatabase().AddKeys().AddWebhookSending().BuildServiceProvider();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var world = new WebhookWorld(await OperationStage.StartAsync(database), services, builder.Build(), folder);
        world._listener.Run(world.TakeAsync);
        await world._listener.StartAsync();
        return world;
    }

    public Task<string> AddEndpointAsync(params string[] topics) => AddEndpointAsync(new Uri(_listener.Urls.Single() + "/hook"), topics);

    /// <returns>Its secret.</returns>
    public async Task<string> AddEndpointAsync(Uri url, params string[] topics)
    {
        _endpoint = new(Guid.CreateVersion7());
        var (secret, stored) = await Secrets.NewAsync(_stage.Tenant, _endpoint, CancellationToken.None);
        await _stage.ExecuteAsync(
            "insert into portal.webhook_endpoint (tenant_id, id, url, topics, secret_sealed, state, created_by, created_at, updated_at) values ($1, $2, $3, $4, $5, 'enabled', $2, now(), now())",
            _stage.Tenant.Value, _endpoint.Value, url.ToString(), topics, stored.ToArray());
        return secret;
    }

    /// <returns>The new secret.</returns>
    public async Task<string> RotateAsync()
    {
        await using var unit = await _stage.Units.BeginAsync(_stage.Tenant, CancellationToken.None);
        var row = unit.Db.Set<WebhookEndpointRow>().Single();
        var (secret, stored) = await Secrets.NewAsync(_stage.Tenant, _endpoint, CancellationToken.None);
        row.PreviousSecretSealed = await Secrets.SetAsideAsync(_stage.Tenant, _endpoint, row.SecretSealed!, CancellationToken.None);
        (row.SecretSealed, row.PreviousUntil) = (stored, _stage.Time.GetUtcNow() + WebhookSecret.Overlap);
        await unit.CommitAsync(CancellationToken.None);
        return secret;
    }

    public async Task DeleteEndpointAsync()
    {
        await using var unit = await _stage.Units.BeginAsync(_stage.Tenant, CancellationToken.None);
        unit.Db.Remove(unit.Db.Set<WebhookEndpointRow>().Single());
        await unit.CommitAsync(CancellationToken.None);
    }

    public Task DestroyKeyAsync() => _services.GetRequiredService<KeyCare>().DestroyAsync(_stage.Tenant, CancellationToken.None);

    public async Task PublishAsync(string topic, string subject)
    {
        await using var unit = await _stage.Units.BeginAsync(_stage.Tenant, CancellationToken.None);
        unit.Publish(topic, subject);
        await unit.CommitAsync(CancellationToken.None);
    }

    /// <summary>Three records, signed.</summary>
    /// <returns>The note.</returns>
    public async Task<string> SignAuditLogAsync()
    {
        await using (var unit = await _stage.Units.BeginAsync(_stage.Tenant, CancellationToken.None))
        {
            var caller = new Caller(_stage.Tenant, PrincipalKind.System, default, "portal", "Portal", Role.Admin, "c");
            for (var record = 0; record < 3; record++)
            {
                unit.Audit(caller, new("thing.done", "thing", "t", "Thing", new Dictionary<string, string>()));
            }

            await unit.CommitAsync(CancellationToken.None);
        }

        var writer = new CheckpointWriter(
            _stage.Units, _stage.Platform, CheckpointSigner.FromPem("portal-audit", CheckpointSigner.NewPem()), new FolderWitness(Path.Combine(_folder, "checkpoints")));
        (await writer.WriteAsync(_stage.Tenant, CancellationToken.None)).Refusal.ShouldBeNull();
        return (await ListAsync("select note from portal.audit_checkpoint")).Single();
    }

    /// <summary>One attempt at every delivery that is ordered.</summary>
    public async Task RunAsync()
    {
        // The stage's clock is not the database's.
        await _stage.ExecuteAsync("update portal.operation set not_before = $2 where tenant_id = $1 and kind = 'webhook.deliver'", _stage.Tenant.Value, _stage.Time.GetUtcNow());
        var runner = _stage.Runner(new DeliverWebhookHandler(Secrets, _services.GetRequiredService<WebhookSender>(), _stage.Time));
        foreach (var id in await ListAsync("select id::text from (select * from portal.operation where kind = 'webhook.deliver' and state = 'queued') o"))
        {
            await runner.RunAsync(_stage.Tenant, new OperationId(Guid.Parse(id)), CancellationToken.None);
        }
    }

    public Task RunAgainAsync()
    {
        _stage.Time.Advance(TimeSpan.FromMinutes(5));
        return RunAsync();
    }

    public Task<List<string>> ListAsync(string sql) => _stage.ListAsync(sql);

    public static string Sign(ReceivedWebhook request, string secret) => WebhookSignature.Write(
        [Convert.FromBase64String(secret[WebhookSecret.Prefix.Length..])],
        request.Headers["webhook-id"],
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Headers["webhook-timestamp"], CultureInfo.InvariantCulture)),
        Encoding.UTF8.GetBytes(request.Body));

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _services.DisposeAsync();
        await _stage.DisposeAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Received.Enqueue(new(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), await reader.ReadToEndAsync()));
        context.Response.StatusCode = Status;
        context.Response.Headers.Location = Status == 302 ? "/elsewhere" : default(string);
        if (Answer.Length > 0)
        {
            await context.Response.WriteAsync(Answer);
        }
    }
}
