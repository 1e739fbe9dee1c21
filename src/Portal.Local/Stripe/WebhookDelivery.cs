using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Portal.Local.Stripe;

/// <summary>
/// Delivers events until they are taken: at least once, each attempt signed anew, the wait doubling from one second to a minute. What is
/// due is in the store, so a restart goes on where it was.
/// </summary>
internal sealed partial class WebhookDelivery(StripeStore store, Uri address, string secret, TimeProvider time, ILogger<WebhookDelivery> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        try
        {
            while (true)
            {
                foreach (var (id, payload, attempts) in Due())
                {
                    await DeliverAsync(client, id, payload, attempts, cancellationToken);
                }

                await Task.Delay(Look, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The stand-in stops; what was not taken stays due.
        }
    }

    private List<(string Id, string Payload, int Attempts)> Due()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return store.Read(data => data.Deliveries
            .Where(item => item.Value!["next"]!.GetValue<long>() <= now)
            .Select(item => (item.Key, data.Objects[item.Key]!.ToJsonString(), item.Value!["attempts"]!.GetValue<int>()))
            .ToList());
    }

    private async Task DeliverAsync(HttpClient client, string id, string payload, int attempts, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(payload, Encoding.UTF8, "application/json") };
            request.Headers.Add("Stripe-Signature", WebhookSignature.Of(payload, secret, time.GetUtcNow()));
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                Taken(id);
                return;
            }

            LogRefused(id, (int)response.StatusCode, attempts + 1);
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnreachable(id, attempts + 1, failure.Message);
        }

        Postpone(id, attempts + 1);
    }

    private void Taken(string id) => store.Change(data =>
    {
        data.Objects[id]!["pending_webhooks"] = 0;
        return data.Deliveries.Remove(id);
    });

    private void Postpone(string id, int attempts)
    {
        var wait = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(attempts - 1, 10)), LongestWait.TotalSeconds));
        store.Change(data => data.Deliveries[id] = new JsonObject
        {
            ["attempts"] = attempts, ["next"] = (time.GetUtcNow() + wait).ToUnixTimeMilliseconds(),
        });
    }

    [LoggerMessage(1, LogLevel.Debug, "Event {Event} was answered with {Status} at attempt {Attempt}; it will be delivered again")]
    private partial void LogRefused(string @event, int status, int attempt);

    [LoggerMessage(2, LogLevel.Debug, "Event {Event} could not be delivered at attempt {Attempt}: {Reason}")]
    private partial void LogUnreachable(string @event, int attempt, string reason);
}
