using Npgsql;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit.Checkpoints;
using Portal.Infrastructure.Audit.Signing;
using Portal.Infrastructure.Database;
using Portal.Operators.Audit;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Audit;

/// <summary>A database with tenants whose logs an operator signs, with a folder outside and a clock that the test moves.</summary>
internal sealed class CheckpointStage : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly AppDatabase _app;
    private readonly PlatformDatabase _platform;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-checkpoints-");
    private readonly List<SigningTurn> _turns = [];
    private readonly string _pem = CheckpointSigner.NewPem();

    private CheckpointStage(TestDatabase database)
    {
        _database = database;
        _app = new(NpgsqlDataSource.Create(database.App));
        _platform = new(NpgsqlDataSource.Create(database.Platform));
        Units = new(_app, _platform, Time);
        Witness = new(_folder.FullName);
    }

    public ManualTime Time { get; } = new();

    public TenantUnitOfWorks Units { get; }

    public FolderWitness Witness { get; }

    public CollectedLogs<CheckpointLoop> Logs { get; } = new();

    public static async Task<CheckpointStage> StartAsync() => new(await TestDatabase.CreateAsync());

    /// <summary>One more operator.</summary>
    public (CheckpointLoop Loop, SigningTurn Turn, CheckpointAlarms Alarms) Operator(ICheckpointWitness? witness = null, OwnDatabase? own = null)
    {
        var (turn, alarms) = (new SigningTurn(_platform), new CheckpointAlarms());
        _turns.Add(turn);
        var writer = new CheckpointWriter(Units, _platform, CheckpointSigner.FromPem("portal-audit", _pem), witness ?? Witness);
        return (new(writer, turn, new(_platform, own is null ? [] : [own]), _platform, alarms, Time, Logs), turn, alarms);
    }

    /// <summary>A tenant whose log has this many records.</summary>
    public async Task<TenantId> AddAsync(int records)
    {
        var tenant = new TenantId(Guid.CreateVersion7());
        await SuperuserAsync(
            $"insert into portal.tenant (id, slug, name, state, namespace, created_at, updated_at) values ('{tenant.Value}', 't-{tenant.Value:n}', 'T', 'active', 'tenant-{tenant.Value:n}', now(), now())");
        await AppendAsync(tenant, records);
        return tenant;
    }

    /// <param name="tenant">Whose log.</param>
    /// <param name="records">How many.</param>
    /// <param name="topic">What the same transaction tells besides, if anything.</param>
    public async Task AppendAsync(TenantId tenant, int records = 1, string? topic = null)
    {
        await using var work = await Units.BeginAsync(tenant, TestContext.Current.CancellationToken);
        if (topic is not null)
        {
            work.Publish(topic, "x");
        }

        for (var record = 0; record < records; record++)
        {
            work.Audit(new Caller(tenant, PrincipalKind.System, default, "portal", "Portal", Role.Admin, "c"), new("thing.done", "thing", "t", "Thing", new Dictionary<string, string>()));
        }

        await work.CommitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The sizes that are signed.</summary>
    public Task<List<string>> SignedAsync(TenantId tenant) => ListAsync($"select size::text from portal.audit_checkpoint where tenant_id = '{tenant.Value}' order by size");

    /// <summary>How long the record that was signed last had waited, in seconds, at most.</summary>
    public async Task<double> LongestWaitAsync() => double.Parse(
        (await ListAsync(
            """
            select max(extract(epoch from (select min(c.created_at) from portal.audit_checkpoint c where c.tenant_id = r.tenant_id and c.size >= r.sequence) - r.occurred_at))::text
            from portal.audit_record r
            """)).Single(),
        System.Globalization.CultureInfo.InvariantCulture);

    public Task<List<string>> ListAsync(string sql) => _database.ListAsync(sql);

    public Task SuperuserAsync(string sql) => _database.ListAsync($"{sql}; select ''");

    public async ValueTask DisposeAsync()
    {
        foreach (var turn in _turns)
        {
            await turn.DisposeAsync();
        }

        await _app.DisposeAsync();
        await _platform.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
