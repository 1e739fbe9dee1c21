using System.Collections.Concurrent;

namespace Portal.Operators.Tests.Running;

/// <summary>Sits between the operator and the cluster: records writes, and answers in the cluster's place when a test says so.</summary>
internal sealed class FaultyHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>An answer instead of the cluster's, or an exception; null lets the request through.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Fault { get; set; } = _ => null;

    /// <summary>Every write that reached the cluster, as "METHOD path", leases left out.</summary>
    public ConcurrentQueue<string> Writes { get; } = [];

    public int Requests => _requests;

    /// <summary>Those of them that were about the lease.</summary>
    public int LeaseRequests => _leases;

    private int _requests;
    private int _leases;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        if (request.RequestUri!.AbsolutePath.Contains("/leases", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _leases);
        }

        if (Fault(request) is { } answer)
        {
            return answer;
        }

        if (request.Method != HttpMethod.Get && !request.RequestUri!.AbsolutePath.Contains("/leases", StringComparison.Ordinal))
        {
            Writes.Enqueue($"{request.Method} {request.RequestUri.AbsolutePath}");
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
