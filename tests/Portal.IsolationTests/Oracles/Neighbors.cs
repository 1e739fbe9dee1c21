using System.Text.Json.Nodes;

namespace Portal.IsolationTests.Oracles;

/// <summary>Two tenants in one host; the other has something of every kind, and the routes are read from the OpenAPI document.</summary>
public sealed class Neighbors : IAsyncLifetime
{
    private readonly PortalHost _host = new();
    private readonly Dictionary<string, string> _foreignIds = new(StringComparer.Ordinal);

    public PortalHost Host => _host;

    public TestTenant Mine { get; private set; } = null!;

    public TestTenant Other { get; private set; } = null!;

    internal IReadOnlyList<ApiRoute> Routes { get; private set; } = [];

    /// <summary>Texts that mean something in the other tenant only.</summary>
    internal IEnumerable<string> ForeignTexts => _foreignIds.Values.Concat([Other.Id, Other.Slug, Other.Email, Other.Uuid.ToString()]);

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        (Mine, Other) = (await _host.SignUpAsync(), await _host.SignUpAsync());
        foreach (var plugin in new[] { "ci-status", "tech-radar" })
        {
            using var install = await Other.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin });
            install.EnsureSuccessStatusCode();
        }

        await BuyAsync();
        Routes = ApiRoute.Read(await Mine.GetAsync("/openapi/v1.json"));
    }

    /// <summary>The id of something of the other tenant, found in its own list.</summary>
    internal async Task<string> ForeignIdAsync(ApiRoute route)
    {
        if (_foreignIds.TryGetValue(route.Collection, out var known))
        {
            return known;
        }

        using var response = await Other.Client.GetAsync(route.Collection, TestContext.Current.CancellationToken);
        var list = response.IsSuccessStatusCode ? JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)) : null;
        // Where there is no list to look into (the platform's routes, say), the tenant itself is what there could be.
        var id = (string?)(list?["items"]?.AsArray() ?? []).FirstOrDefault()?["id"] ?? Other.Id;
        return _foreignIds[route.Collection] = id;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    // Paying takes another party: what it leaves behind is written here.
    private async Task BuyAsync()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(_host.Database.Superuser);
        await using var buy = source.CreateCommand(
            $"""
            insert into portal.purchase (tenant_id, id, plugin_id, state, amount_minor, currency, created_by, created_at)
            select '{Other.Uuid}', gen_random_uuid(), id, 'pending', 1900, 'EUR', gen_random_uuid(), now() from portal.plugin limit 1
            """);
        await buy.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
