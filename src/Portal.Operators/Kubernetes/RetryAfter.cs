using System.Net;

namespace Portal.Operators.Kubernetes;

/// <summary>
/// Asks again when the server says that and when: 429 and 5xx with <c>Retry-After</c>, as the API server's priority and fairness answers. A few times, then
/// the answer stands; without the header it is not known whether anything was done.
/// </summary>
internal sealed class RetryAfter(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (attempt == MostAttempts || Wait(response) is not { } wait || wait > LongestWait)
            {
                return response;
            }

            response.Dispose();
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private TimeSpan? Wait(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError && response.Headers.RetryAfter is { } after
            ? after.Delta ?? Positive(after.Date - time.GetUtcNow())
            : null;

    private static TimeSpan? Positive(TimeSpan? wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
}
