using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Portal.Testing;

/// <summary>A tenant made through the API, and a client that acts as its admin.</summary>
public sealed class TestTenant
{
    public const string Password = "correct horse battery staple";
    private readonly PortalHost _host;

    private TestTenant(PortalHost host, string slug, string id)
    {
        _host = host;
        Slug = slug;
        Id = id;
        Client = host.Client(slug);
    }

    public string Slug { get; }

    /// <summary><c>ten_…</c></summary>
    public string Id { get; }

    public Guid Uuid => Guid.ParseExact(Id[4..], "N");

    public string Email => $"ada@{Slug}.example";

    /// <summary>Sends the admin's API key.</summary>
    public HttpClient Client { get; }

    /// <summary>The admin's API key.</summary>
    public string ApiKey { get; private set; } = "";

    /// <summary>The <c>Cookie</c> header of the admin's session.</summary>
    public string Cookie { get; private set; } = "";

    internal static async Task<TestTenant> CreateAsync(PortalHost host)
    {
        var slug = "t" + Guid.NewGuid().ToString("n")[..12];
        var made = await PostAsync(host.Client(), "/api/v1/tenants", new { slug, name = "Tenant " + slug, admin = new { email = $"ada@{slug}.example", displayName = "Ada", password = Password } });
        var tenant = new TestTenant(host, slug, (string)made["id"]!);
        tenant.Cookie = await tenant.SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/api-keys") { Content = JsonContent.Create(new { name = "tests" }) };
        request.Headers.Add("Cookie", tenant.Cookie);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await host.Client(slug).SendAsync(request, TestContext.Current.CancellationToken);
        tenant.ApiKey = (string)(await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["secret"]!;
        tenant.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tenant.ApiKey);
        return tenant;
    }

    /// <summary>A new session's <c>Cookie</c> header.</summary>
    public async Task<string> SignInAsync()
    {
        using var response = await _host.Client(Slug).PostAsJsonAsync("/api/v1/sessions", new { email = Email, password = Password }, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    /// <summary>Posts as the admin with a fresh idempotency key.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Idempotency-Key", idempotencyKey ?? Guid.NewGuid().ToString());
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Gets JSON as the admin.</summary>
    public async Task<JsonObject> GetAsync(string path) => (await Client.GetFromJsonAsync<JsonObject>(path, TestContext.Current.CancellationToken))!;

    private static async Task<JsonObject> PostAsync(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
    }
}
