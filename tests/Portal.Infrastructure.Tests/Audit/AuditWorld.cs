using Npgsql;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Audit.Checkpoints;
using Portal.Infrastructure.Audit.Signing;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tests.Audit;

/// <summary>A database with a tenant, a signer, and a folder outside.</summary>
internal sealed class AuditWorld : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly AppDatabase _app;
    private readonly PlatformDatabase _platform;

    private AuditWorld(TestDatabase database)
    {
        _database = database;
        _app = new(NpgsqlDataSource.Create(database.App));
        _platform = new(NpgsqlDataSource.Create(database.Platform));
        Units = new(_app, _platform, TimeProvider.System);
        Signer = CheckpointSigner.FromPem("portal-audit", CheckpointSigner.NewPem());
        Folder = Directory.CreateTempSubdirectory("portal-audit");
        Witness = new(Folder.FullName);
        Writer = new(Units, _platform, Signer, Witness);
    }

    public TenantUnitOfWorks Units { get; }

    public CheckpointSigner Signer { get; }

    public DirectoryInfo Folder { get; }

    public FolderWitness Witness { get; }

    public CheckpointWriter Writer { get; }

    public TenantId Tenant { get; } = new(Guid.CreateVersion7());

    public MemberId Ada { get; } = new(Guid.CreateVersion7());

    public Caller Caller => new(Tenant, PrincipalKind.Member, Ada, Ada.ToString(), "Ada Lovelace", Role.Admin, "c") { Address = "203.0.113.7" };

    public static async Task<AuditWorld> StartAsync()
    {
        var world = new AuditWorld(await TestDatabase.CreateAsync());
        await world.SuperuserAsync(
            $"insert into portal.tenant (id, slug, name, state, namespace, created_at, updated_at) values ('{world.Tenant.Value}', 'acme', 'Acme', 'active', 'tenant-acme', now(), now())");
        return world;
    }

    /// <summary>Records them and gives them their place.</summary>
    public async Task AppendAsync(params AuditEntry[] entries)
    {
        await RecordAsync(entries);
        (await SequenceAsync()).ShouldBeTrue();
    }

    public Task<bool> SequenceAsync() => AuditSequencer.RunAsync(Units, Tenant, TestContext.Current.CancellationToken);

    public async Task RecordAsync(params AuditEntry[] entries)
    {
        await using var work = await Units.BeginAsync(Tenant, TestContext.Current.CancellationToken);
        foreach (var entry in entries)
        {
            work.Audit(Caller, entry);
        }

        await work.CommitAsync(TestContext.Current.CancellationToken);
    }

    public Task FillAsync(int count) => AppendAsync([.. Enumerable.Range(1, count).Select(Entry)]);

    public static AuditEntry Entry(int number) => new("thing.done", "thing", $"t{number}", $"Thing {number}", new Dictionary<string, string> { ["number"] = $"{number}" })
    {
        Changes = [new("email", null, $"ada+{number}@acme.example", IsPersonal: true), new("state", "a", "b")],
    };

    /// <summary>One that tells another place what it signs.</summary>
    public CheckpointWriter WriterTo(ICheckpointWitness witness) => new(Units, _platform, Signer, witness);

    public Task<CheckpointOutcome> SignAsync() => Writer.WriteAsync(Tenant, TestContext.Current.CancellationToken);

    public Task SuperuserAsync(string sql) => _database.ListAsync($"{sql}; select ''");

    /// <summary>As somebody does who has got hold of the database: nothing keeps it append-only.</summary>
    public Task TamperAsync(string sql) => SuperuserAsync($"set session_replication_role = replica; {sql}");

    public Task<List<string>> ListAsync(string sql) => _database.ListAsync(sql);

    public async Task<byte[]> ExportAsync()
    {
        await using var snapshot = await Units.BeginSnapshotAsync(Tenant, TestContext.Current.CancellationToken);
        using var target = new MemoryStream();
        await AuditExport.WriteAsync(snapshot, target, TestContext.Current.CancellationToken);
        return target.ToArray();
    }

    public async Task<AuditVerification> VerifyAsync(bool withOutside = true)
    {
        WitnessedLog? outside = null;
        if (withOutside)
        {
            outside = new();
            foreach (var line in Lines(await File.ReadAllBytesAsync(Witness.FileOf(Tenant))))
            {
                outside.Add(line);
            }
        }

        return await VerifyAsync(outside);
    }

    /// <param name="outside">What somebody kept elsewhere; null for nothing.</param>
    public async Task<AuditVerification> VerifyAsync(WitnessedLog? outside)
    {
        var verifier = new AuditVerifier([Signer.Key], new Ed25519(), outside);
        foreach (var line in Lines(await ExportAsync()))
        {
            verifier.Add(line);
        }

        return verifier.Complete();
    }

    public static List<byte[]> Lines(byte[] text)
    {
        var lines = new List<byte[]>();
        for (int start = 0, end; (end = Array.IndexOf(text, (byte)'\n', start)) >= 0; start = end + 1)
        {
            lines.Add(text[start..end]);
        }

        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _platform.DisposeAsync();
        await _database.DisposeAsync();
        Folder.Delete(recursive: true);
    }
}
