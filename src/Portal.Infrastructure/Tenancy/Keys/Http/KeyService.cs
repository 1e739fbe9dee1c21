using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Tenancy.Keys;

namespace Portal.Infrastructure.Tenancy.Keys.Http;

/// <summary>
/// Asks a key service over HTTP: a limit on each attempt, a few attempts, and after failures in a row none at all for a while, so that an outage
/// answers at once instead of piling up waiting requests.
/// </summary>
internal sealed class KeyService(string provider, HttpClient client, KeyHttpOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset _closedUntil;

    public string Provider => provider;

    /// <summary>Why nothing is asked at the moment; null while the service answers.</summary>
    public string? Outage { get; private set; }

    /// <param name="make">Makes the request, anew for each attempt.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>2xx or 4xx.</returns>
    /// <exception cref="KeyFailureException">It does not answer, or answers 429 or 5xx.</exception>
    public async Task<KeyServiceAnswer> AskAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        var reason = "";
        for (var attempt = 1; attempt <= options.Attempts; attempt++)
        {
            if (attempt > 1)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(options.BackOffMilliseconds * (1 << (attempt - 2))), time, cancellationToken);
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
            try
            {
                using var request = make();
                using var response = await client.SendAsync(request, limit.Token);
                if (response.StatusCode != HttpStatusCode.TooManyRequests && (int)response.StatusCode < 500)
                {
                    Succeed();
                    return new(response.StatusCode, Parse(await response.Content.ReadAsStringAsync(limit.Token)));
                }

                reason = $"It answered {(int)response.StatusCode}.";
            }
            catch (HttpRequestException away)
            {
                reason = away.Message;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                reason = $"It did not answer within {options.TimeoutSeconds} s.";
            }
        }

        throw Fail(reason);
    }

    /// <summary>For answers that mean: not with these settings.</summary>
    public KeyFailureException Refused(string what, KeyServiceAnswer answer) =>
        KeyFailures.Away(provider, $"{what} was refused with {(int)answer.Status}: {Portal.Domain.FieldText.Excerpt(answer.Body.ToJsonString())}");

    private static JsonObject Parse(string text)
    {
        try
        {
            return text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private void ThrowIfBroken()
    {
        lock (_lock)
        {
            if (_closedUntil > time.GetUtcNow())
            {
                throw KeyFailures.Away(provider, $"It is not asked until {_closedUntil:HH:mm:ss}: {Outage}");
            }
        }
    }

    private void Succeed()
    {
        lock (_lock)
        {
            (_failures, Outage) = (0, null);
        }
    }

    private KeyFailureException Fail(string reason)
    {
        lock (_lock)
        {
            Outage = reason;
            if (++_failures >= options.BreakAfter)
            {
                // One request is let through afterwards, and decides.
                _failures = options.BreakAfter - 1;
                _closedUntil = time.GetUtcNow() + TimeSpan.FromSeconds(options.BreakSeconds);
            }
        }

        return KeyFailures.Away(provider, reason);
    }
}
