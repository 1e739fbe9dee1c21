using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>
/// Speaks HTTP with Stripe: key, pinned API version, form bodies, an idempotency key on every POST, retries, typed errors. A retry repeats
/// the same key, so that it takes effect once whatever happened to the answer.
/// </summary>
internal sealed class StripeHttp(HttpClient client, IOptions<StripeOptions> options, TimeProvider time)
{
    /// <summary>The version whose shapes our records have. Raising it is a change like any other: with the fixtures.</summary>
    public const string ApiVersion = "2026-01-28.clover";

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(() => Request(HttpMethod.Get, path), type, cancellationToken);

    public Task<T> DeleteAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(() => Request(HttpMethod.Delete, path), type, cancellationToken);

    public Task<T> PostAsync<T>(string path, StripeForm form, string idempotencyKey, JsonTypeInfo<T> type, CancellationToken cancellationToken) => SendAsync(
        () =>
        {
            var request = Request(HttpMethod.Post, path);
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            request.Content = new FormUrlEncodedContent(form.Fields);
            return request;
        },
        type,
        cancellationToken);

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> build, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            HttpResponseMessage? response = null;
            try
            {
                using var request = build();
                response = await client.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return await ReadAsync(response, type, cancellationToken);
                }

                if (attempt > StripeRetry.Most || !StripeRetry.Wanted(response))
                {
                    throw await FailureAsync(response, cancellationToken);
                }
            }
            catch (Exception failure) when (IsConnection(failure, cancellationToken))
            {
                if (attempt > StripeRetry.Most)
                {
                    throw new StripeUnreachableException(failure);
                }
            }

            var delay = StripeRetry.Delay(attempt, Random.Shared.NextDouble(), response);
            response?.Dispose();
            await Task.Delay(delay, time, cancellationToken);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(new Uri(options.Value.BaseUrl), path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.SecretKey);
        request.Headers.Add("Stripe-Version", ApiVersion);
        return request;
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using (response)
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken) ?? throw new JsonException("Stripe answered null.");
        }
    }

    private static async Task<StripeApiException> FailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            var requestId = response.Headers.TryGetValues("Request-Id", out var values) ? values.FirstOrDefault() : null;
            var error = await ErrorAsync(response, cancellationToken);
            return new StripeApiException(response.StatusCode, error?.Type ?? "api_error", error?.Code, error?.Message ?? "No reason given.", requestId);
        }
    }

    private static async Task<StripeErrorBody?> ErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return (await JsonSerializer.DeserializeAsync(body, StripeJson.Default.StripeErrorEnvelope, cancellationToken))?.Error;
        }
        catch (JsonException)
        {
            // A proxy's page, not Stripe's answer.
            return null;
        }
    }

    private static bool IsConnection(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException or IOException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested);
}
