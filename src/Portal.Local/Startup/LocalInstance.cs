using Portal.Local.Description;
using Portal.Local.Folder;
using Portal.Local.Processes;

namespace Portal.Local.Startup;

/// <summary>One running instance: database and stand-ins side by side first, then what needs them.</summary>
internal sealed class LocalInstance : IAsyncDisposable
{
    private readonly InstanceSettings _settings;
    private readonly Children _children;
    private Database? _database;
    private StandIns? _standIns;
    private Product? _product;
    private readonly Lock _describing = new();
    private InstanceDescription? _description;
    private bool _stopping;

    private LocalInstance(InstanceSettings settings)
    {
        _settings = settings;
        _children = new Children(settings);
    }

    public InstanceDescription Description => _description!;

    /// <summary>The embedded cluster; null when another one is used.</summary>
    public ServerAccess? Kubernetes => _standIns?.Kubernetes;

    /// <summary>Ends only by failing.</summary>
    public Task Failed => _children.Failed;

    public static async Task<LocalInstance> StartAsync(InstanceSettings settings, CancellationToken cancellationToken)
    {
        PortalPort.RequireFree(settings.Port);
        // What a killed instance left: whoever waits for the description must not find the old one.
        File.Delete(settings.Folder.Description);
        await RunRecord.StopLeftOversAsync(settings.Folder.RunRecord, cancellationToken);
        var instance = new LocalInstance(settings);
        try
        {
            await instance.StartAsync(cancellationToken);
            return instance;
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }
    }

    // In the order of dependence, and within 10 s altogether.
    public async ValueTask DisposeAsync()
    {
        lock (_describing)
        {
            _stopping = true;
            File.Delete(_settings.Folder.Description);
        }

        await _children.StopAsync("web", TimeSpan.FromSeconds(2.5));
        await _children.StopAsync("operator", TimeSpan.FromSeconds(2.5));
        if (_standIns is not null)
        {
            await _standIns.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(1)).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        await _children.StopAsync("postgres", TimeSpan.FromSeconds(2));
        await _children.DisposeAsync();
        _product?.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        // Made before the two run side by side, because both read it.
        SecretsFile.Open(_settings.Folder.Secrets);
        await SideBySide.RunAsync(cancellationToken, StartDatabaseAsync, StartStandInsAsync);
        var environment = new ChildEnvironment(_settings, _database!.Access, _standIns!);
        _product = new Product(_settings, _children, environment);
        await _product.StartAsync(cancellationToken);
        _description = DescriptionFile.Compose(_settings, environment, _database, _standIns!, _children);
        Describe(_description);
        _children.Changed = (name, pid) => Describe(Description.With(name, pid));
    }

    private void Describe(InstanceDescription description)
    {
        lock (_describing)
        {
            if (!_stopping)
            {
                _description = description;
                DescriptionFile.Write(_settings.Folder.Description, description);
            }
        }
    }

    private async Task StartDatabaseAsync(CancellationToken cancellationToken) =>
        _database = await Database.StartAsync(_settings, _children, cancellationToken);

    private async Task StartStandInsAsync(CancellationToken cancellationToken) =>
        _standIns = await StandIns.StartAsync(_settings, _children, cancellationToken);
}
