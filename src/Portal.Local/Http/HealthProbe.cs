namespace Portal.Local.Http;

/// <summary>Asks a child over HTTP whether it is ready to serve.</summary>
internal sealed class HealthProbe(Uri address) : IDisposable
{
    private readonly HttpClient _client = CreateClient(address);

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpClient CreateClient(Uri address)
    {
        var client = LoopbackHttp.Create(address);
        client.Timeout = TimeSpan.FromSeconds(5);
        return client;
    }
}
