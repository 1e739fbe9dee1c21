using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Cli.Rest;

/// <summary>The REST API as the person whose key it is.</summary>
internal sealed class PortalClient : IDisposable
{
    private readonly HttpClient _http;

    private PortalClient(HttpClient http) => _http = http;

    /// <summary>From PORTAL_URL and PORTAL_API_KEY.</summary>
    /// <exception cref="CommandFailure">One of them is missing or is no address.</exception>
    public static PortalClient FromEnvironment()
    {
        var key = Environment.GetEnvironmentVariable("PORTAL_API_KEY");
        if (!Uri.TryCreate(Environment.GetEnvironmentVariable("PORTAL_URL"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new CommandFailure("PORTAL_URL is not set to your tenant's address, such as http://acme.localhost:8080.");
        }

        if (string.IsNullOrWhiteSpace(key))
        {
            throw new CommandFailure("PORTAL_API_KEY is not set. Make a key under Settings, API keys.");
        }

        var http = new HttpClient(LocalhostNames.Handler()) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return new(http);
    }

    public Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Sends a change; a new idempotency key a call, so that a transport's retry has one effect.</summary>
    /// <param name="method">POST, PUT or DELETE.</param>
    /// <param name="path">Below <c>/api/v1/</c>.</param>
    /// <param name="body">What is sent; null for nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="version">Only this version is changed; null where none is asked for.</param>
    public async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken, string? version = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/" + path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            var answer = text.Length == 0 ? [] : JsonNode.Parse(text)?.AsObject() ?? [];
            return response.IsSuccessStatusCode
                ? answer
                : throw new CommandFailure($"{answer["detail"] ?? response.ReasonPhrase} ({answer["code"] ?? (int)response.StatusCode})");
        }
        catch (HttpRequestException away)
        {
            throw new CommandFailure($"{_http.BaseAddress} does not answer: {away.Message}");
        }
        catch (JsonException)
        {
            throw new CommandFailure($"{_http.BaseAddress} does not answer as Portal does. Check PORTAL_URL.");
        }
    }

    /// <summary>An answer too large to hold, into a file.</summary>
    public async Task DownloadAsync(string path, FileInfo target, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync("/api/v1/" + path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))?.AsObject();
                throw new CommandFailure($"{problem?["detail"] ?? response.ReasonPhrase} ({problem?["code"] ?? (int)response.StatusCode})");
            }

            await using var file = new FileStream(target.FullName, FileMode.Create, FileAccess.Write);
            await response.Content.CopyToAsync(file, cancellationToken);
        }
        catch (Exception cut) when (cut is HttpRequestException or HttpIOException or JsonException)
        {
            throw new CommandFailure($"{_http.BaseAddress} broke off: {cut.Message} {target.Name} is not whole.");
        }
    }

    public void Dispose() => _http.Dispose();
}
