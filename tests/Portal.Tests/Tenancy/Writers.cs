using System.Collections.Concurrent;
using System.Net;

namespace Portal.Tests.Tenancy;

/// <summary>Four clients that make API keys of a tenant without pause and remember those that were acknowledged.</summary>
internal sealed class Writers : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough = new();
    private readonly ConcurrentBag<string> _acknowledged = [];
    private readonly Task _writing;

    public Writers(TestTenant tenant) => _writing = Task.WhenAll(Enumerable.Range(0, 4).Select(writer => WriteAsync(tenant, writer)));

    /// <summary>Returns when ten more have been acknowledged than had been.</summary>
    public async Task GoOnAsync()
    {
        var before = _acknowledged.Count;
        await Eventually.HoldsAsync(
            () => Task.FromResult(_acknowledged.Count >= before + 10 || _writing.IsFaulted), TimeSpan.FromSeconds(60), "the writers did not go on writing");
    }

    /// <returns>The ids of the acknowledged keys. Fails when any was refused.</returns>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await _enough.CancelAsync();
        await _writing;
        return [.. _acknowledged];
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private async Task WriteAsync(TestTenant tenant, int writer)
    {
        for (var i = 0; !_enough.IsCancellationRequested; i++)
        {
            using var response = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = $"writer {writer} {i}" });
            _acknowledged.Add((string)(await response.ShouldBeAsync(HttpStatusCode.Created))["id"]!);
        }
    }
}
