using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Rollouts.Metrics.Prometheus;

/// <summary>Instant queries (<c>POST /api/v1/query</c>). Nothing of an answer but Prometheus' own error text is repeated.</summary>
internal sealed class PrometheusClient(HttpClient http, SecretReader secrets, PrometheusSettings settings)
{
    private const int LargestAnswer = 8 * 1024 * 1024;

    public async Task<PrometheusAnswer> QueryAsync(string query, string space, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{settings.Url.AbsoluteUri.TrimEnd('/')}/api/v1/query"))
            {
                Content = new FormUrlEncodedContent([new("query", query), new("timeout", $"{settings.Timeout.TotalMilliseconds:0}ms")]),
            };
            if (settings.Secret is { } secret)
            {
                if (await secrets.AuthorizationAsync(space, secret, cancellationToken) is not { } authorization)
                {
                    return new([], $"Secret {secret.Name} is missing, or holds neither token nor username and password", IsMisconfigured: true);
                }

                request.Headers.Authorization = authorization;
            }

            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await ReadAsync(response, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new([], MetricHttp.Reason("Prometheus", e));
        }
    }

    private static async Task<PrometheusAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return new([], $"Prometheus answers {status}: check the source's Secret", IsMisconfigured: true);
        }

        try
        {
            // 400, 422 and 503 come with the same body, which says more than the number.
            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            return PrometheusAnswer.Read(await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken));
        }
        catch (JsonException)
        {
            return new([], $"Prometheus answers {status} without JSON");
        }
    }
}
