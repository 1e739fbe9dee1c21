using System.Net;
using System.Text;

namespace Portal.Operators.Tests.Kubernetes;

/// <summary>An API server with empty lists, whose watches never say anything, or are refused.</summary>
internal sealed class SilentWatches : HttpMessageHandler
{
    private int _watches;

    public int Watches => _watches;

    /// <summary>How watches are answered instead; null is with silence.</summary>
    public HttpStatusCode? Refusal { get; init; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal))
        {
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"metadata":{"resourceVersion":"7"},"items":[]}""", Encoding.UTF8, "application/json") });
        }

        Interlocked.Increment(ref _watches);
        return Task.FromResult(Refusal is { } status
            ? Running.Refusal.Of(status, "Expired")
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new SilentStream()) });
    }
}
