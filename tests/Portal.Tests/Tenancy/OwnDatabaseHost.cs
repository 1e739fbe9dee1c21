namespace Portal.Tests.Tenancy;

/// <summary>A host whose settings name two databases that tenants can have to themselves, migrated and empty.</summary>
public sealed class OwnDatabaseHost : IAsyncLifetime
{
    public PortalHost Host { get; private set; } = null!;

    public TestDatabase First { get; private set; } = null!;

    public TestDatabase Second { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        First = await TestDatabase.CreateAsync();
        Second = await TestDatabase.CreateAsync();
        Host = new PortalHost { Settings = [.. Named("first", First), .. Named("second", Second)] };
        await Host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await First.DisposeAsync();
        await Second.DisposeAsync();
    }

    private static string[] Named(string name, TestDatabase database) => [$"--Database:Own:{name}:App={database.App}", $"--Database:Own:{name}:Platform={database.Platform}"];
}
