using Npgsql;

namespace Portal.Infrastructure.Database;

/// <summary>The databases besides the shared one, by name; and which of them a tenant was last found in.</summary>
public sealed class OwnDatabases(PlatformDatabase home, IReadOnlyList<OwnDatabase> own) : IAsyncDisposable
{
    private readonly Dictionary<string, OwnDatabase> _byName = own.ToDictionary(o => o.Name, StringComparer.Ordinal);

    public IReadOnlyList<OwnDatabase> All => own;

    /// <summary>Every database as the platform reads it, the shared one first: for what must look across all tenants.</summary>
    public IReadOnlyList<PlatformDatabase> Platforms { get; } = [home, .. own.Select(o => o.Platform)];

    /// <summary>Null when the settings name no such database.</summary>
    public OwnDatabase? Find(string name) => _byName.GetValueOrDefault(name);

    /// <exception cref="InvalidOperationException">The settings name no such database.</exception>
    public OwnDatabase Get(string name) => Find(name)
        ?? throw new InvalidOperationException($"A tenant lives in the database \"{name}\", which the settings do not name: add Database__Own__{name}__App and __Platform.");

    /// <summary>Does something in every database, one after another: a tenant's own one that is away holds up nobody else.</summary>
    /// <returns>Those that were away.</returns>
    /// <exception cref="NpgsqlException">The shared one is away.</exception>
    public async Task<IReadOnlyList<DatabaseAway>> EachAsync(Func<PlatformDatabase, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        await work(home);
        var away = new List<DatabaseAway>();
        foreach (var database in own)
        {
            try
            {
                await work(database.Platform);
            }
            catch (NpgsqlException failure)
            {
                away.Add(new(database.Name, failure.Message));
            }
        }

        return away;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in own)
        {
            await database.App.DisposeAsync();
            await database.Platform.DisposeAsync();
        }
    }
}
