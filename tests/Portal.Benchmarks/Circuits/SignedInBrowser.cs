using System.Net;
using System.Net.Http.Json;
using Portal.Local.Description;
using Portal.Local.Http;

namespace Portal.Benchmarks.Circuits;

/// <summary>As much of a browser as opening a page needs: a session cookie, the page, its circuit.</summary>
internal sealed class SignedInBrowser
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;
    private readonly Uri _host;

    private SignedInBrowser(Uri host)
    {
        _host = host;
        _client = LoopbackHttp.Create(host, _cookies);
    }

    public static async Task<SignedInBrowser> CreateAsync(DemoTenant tenant, CancellationToken cancellationToken)
    {
        var browser = new SignedInBrowser(tenant.Url);
        var admin = tenant.SignIns[0];
        using var body = JsonContent.Create(new Dictionary<string, string> { ["email"] = admin.Email, ["password"] = admin.Password });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sessions") { Content = body };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("n"));
        using var response = await browser._client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return browser;
    }

    public async Task<CircuitClient> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var page = new Uri(_host, path);
        var html = await _client.GetStringAsync(page, cancellationToken);
        return await CircuitClient.OpenAsync(page, PageMarkers.Read(html), _cookies.GetCookieHeader(_host), cancellationToken);
    }
}
