using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Local.Http;

namespace Portal.Local.Tour;

/// <summary>Speaks <c>/api/v1</c> of one host as a program would: JSON, an idempotency key on every change, cookies kept.</summary>
internal sealed class ApiClient(Uri host, string? apiKey = null)
{
    private readonly HttpClient _client = LoopbackHttp.Create(host, new CookieContainer());

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, body: null, HttpStatusCode.OK, cancellationToken);

    public Task<JsonNode> PostAsync(string path, JsonObject body, HttpStatusCode expected, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, expected, cancellationToken);

    public async Task<HttpStatusCode> StatusAsync(string path, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path, body: null);
        using var response = await _client.SendAsync(request, cancellationToken);
        return response.StatusCode;
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonObject? body, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        using var request = Request(method, path, body);
        using var response = await _client.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.StatusCode == expected
            ? Parse(text) ?? throw new TourFailure($"{method} {path} answered nothing")
            : throw new TourFailure($"{method} {path} answered {(int)response.StatusCode}, not {(int)expected}: {Problem(text)}");
    }

    private HttpRequestMessage Request(HttpMethod method, string path, JsonObject? body)
    {
        var request = new HttpRequestMessage(method, new Uri("/api/v1/" + path, UriKind.Relative));
        if (apiKey is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        }

        if (body is not null)
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("n"));
            request.Content = new StringContent(body.ToJsonString(), mediaType: new MediaTypeHeaderValue("application/json"));
        }

        return request;
    }

    // RFC 9457: code is our stable name of the problem, detail its words.
    private static string Problem(string text) =>
        Parse(text) is JsonObject problem ? $"{problem["code"]}: {problem["detail"] ?? problem["title"]} {problem["errors"]?.ToJsonString()}".Trim() : Start(text);

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Start(string text) => text.Length <= 200 ? text.ReplaceLineEndings(" ") : text[..200].ReplaceLineEndings(" ") + "…";
}
