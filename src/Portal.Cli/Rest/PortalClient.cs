using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
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
            await ShouldBeAnswerAsync(response, cancellationToken);
            await using var file = new FileStream(target.FullName, FileMode.Create, FileAccess.Write);
            await response.Content.CopyToAsync(file, cancellationToken);
        }
        catch (Exception cut) when (cut is HttpRequestException or HttpIOException or JsonException)
        {
            throw new CommandFailure($"{_http.BaseAddress} broke off: {cut.Message} {target.Name} is not whole.");
        }
    }

    /// <summary>An answer too large to hold, into a file that is whole or not there; one that broke off is gone on with.</summary>
    /// <param name="path">Below <c>/api/v1/</c>.</param>
    /// <param name="target">Its name is taken once it is whole; until then there is one that ends in <c>.part</c>.</param>
    /// <param name="digest">SHA-256 that it must have, which is also its entity tag.</param>
    /// <param name="cancellationToken">Stops; what is there by then stays.</param>
    public async Task ResumeAsync(string path, FileInfo target, string digest, CancellationToken cancellationToken)
    {
        var part = new FileInfo(target.FullName + ".part");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/" + path);
        if (part is { Exists: true, Length: > 0 } && digest.Length > 0)
        {
            // Less the last byte, so that one which lacks nothing is answered too.
            request.Headers.Range = new(part.Length - 1, null);
            request.Headers.IfRange = new(new EntityTagHeaderValue($"\"{digest}\""));
        }

        await FetchAsync(request, part, target.Name, cancellationToken);
        if (await DigestAsync(part, cancellationToken) != digest)
        {
            part.Delete();
            throw new CommandFailure($"What came is not {digest}; it was thrown away. Fetch it again.");
        }

        File.Move(part.FullName, target.FullName, overwrite: true);
    }

    private static async Task<string> DigestAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var content = file.OpenRead();
        return $"sha256:{Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken))}";
    }

    private async Task FetchAsync(HttpRequestMessage request, FileInfo part, string name, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                await ShouldBeAnswerAsync(response, cancellationToken);
                await using var file = new FileStream(part.FullName, FileMode.OpenOrCreate, FileAccess.Write);
                file.SetLength(response.Content.Headers.ContentRange?.From ?? 0);
                file.Position = file.Length;
                await response.Content.CopyToAsync(file, cancellationToken);
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or HttpIOException or JsonException)
        {
            throw new CommandFailure($"{_http.BaseAddress} broke off: {cut.Message} {name} is not whole; the same command goes on where it stopped.");
        }
    }

    private static async Task ShouldBeAnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))?.AsObject();
            throw new CommandFailure($"{problem?["detail"] ?? response.ReasonPhrase} ({problem?["code"] ?? (int)response.StatusCode})");
        }
    }

    public void Dispose() => _http.Dispose();
}
