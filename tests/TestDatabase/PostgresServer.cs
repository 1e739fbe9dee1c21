using Portal.Local.Postgres;

[assembly: AssemblyFixture(typeof(Portal.Testing.PostgresServer))]

namespace Portal.Testing;

/// <summary>
/// The server of this test process: <c>PORTAL_TEST_POSTGRES</c> (a superuser's connection string) when set, else a private
/// cluster that starts with the first test that needs one and goes when the process ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static PrivatePostgres? _private;
    private static DatabaseAccess? _access;

    internal static async Task<DatabaseAccess> AccessAsync()
    {
        await Gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _access ??= Environment.GetEnvironmentVariable("PORTAL_TEST_POSTGRES") is { Length: > 0 } given
                ? new DatabaseAccess(given)
                : (_private = await PrivatePostgres.StartAsync(CancellationToken.None)).Access;
        }
        finally
        {
            Gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_private is not null)
        {
            await _private.DisposeAsync();
        }
    }
}
