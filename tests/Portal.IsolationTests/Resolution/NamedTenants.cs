namespace Portal.IsolationTests.Resolution;

/// <summary>A host with two tenants to ask for by name.</summary>
public sealed class NamedTenants : IAsyncLifetime
{
    public PortalHost Host { get; } = new();

    public TestTenant Mine { get; private set; } = null!;

    public TestTenant Other { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Host.InitializeAsync();
        (Mine, Other) = (await Host.SignUpAsync(), await Host.SignUpAsync());
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
