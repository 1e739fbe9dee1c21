namespace Portal.Tests.Tenancy;

/// <summary>A host whose statements may take a second.</summary>
public sealed class StatementTimeoutHost : IAsyncLifetime
{
    public PortalHost Host { get; } = new() { Settings = ["--Database:StatementTimeout=00:00:01"] };

    public ValueTask InitializeAsync() => Host.InitializeAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
