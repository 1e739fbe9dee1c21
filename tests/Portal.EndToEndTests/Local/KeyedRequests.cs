using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Portal.Local.Http;
using Portal.Local.Tour;

namespace Portal.EndToEndTests.Local;

/// <summary>A program that asks for domains, each with a key of its own, and asks again with the same key until it is told.</summary>
internal sealed class KeyedRequests(LocalProduct product)
{
    private readonly HttpClient _client = LoopbackHttp.Create(product.Description.Tenants.Single(tenant => tenant.Slug == "globex").Url, new CookieContainer());
    private readonly string _key = product.Description.Tenants.Single(tenant => tenant.Slug == "globex").ApiKey;

    /// <summary>Asks once.</summary>
    /// <returns>The answer's body, or null when the server was away or said to come back.</returns>
    public async Task<string?> TryAskAsync(string host)
    {
        using var request = Request(HttpMethod.Post);
        request.Headers.Add("Idempotency-Key", "ask-" + host);
        request.Content = new StringContent(new JsonObject { ["host"] = host }.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        try
        {
            using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var again = (int)response.StatusCode >= 500 || (response.StatusCode == HttpStatusCode.Conflict && text.Contains("idempotency.key.in-flight", StringComparison.Ordinal));
            response.StatusCode.ShouldBe(again ? response.StatusCode : HttpStatusCode.Created, text);
            return again ? null : text;
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            return null;
        }
    }

    /// <summary>Asks until told.</summary>
    public async Task<string> AskAsync(string host)
    {
        string? told = null;
        await Poll.UntilAsync("an answer about " + host, TimeSpan.FromSeconds(60), async () => (told = await TryAskAsync(host)) is null ? "none yet" : null,
            TestContext.Current.CancellationToken);
        return told!;
    }

    /// <summary>Whether anybody takes a request that waits for nobody.</summary>
    public async Task<bool> IsServedAsync()
    {
        try
        {
            using var request = Request(HttpMethod.Get);
            using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            return true;
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            return false;
        }
    }

    public async Task<string[]> HostsAsync()
    {
        using var request = Request(HttpMethod.Get);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return [.. body["items"]!.AsArray().Select(item => (string)item!["host"]!)];
    }

    private HttpRequestMessage Request(HttpMethod method)
    {
        var request = new HttpRequestMessage(method, new Uri("/api/v1/domains", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        return request;
    }
}
