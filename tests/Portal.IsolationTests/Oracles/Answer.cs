using System.Text.RegularExpressions;

namespace Portal.IsolationTests.Oracles;

/// <summary>All of an answer that a caller could tell two cases apart by: status, headers, body; without what differs between any two answers.</summary>
internal sealed partial record Answer(int Status, string Headers, string Body)
{
    /// <param name="response">The answer.</param>
    /// <param name="asked">What was asked for; an answer may say it back.</param>
    public static async Task<Answer> ReadAsync(HttpResponseMessage response, params string[] asked)
    {
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = string.Join('\n', response.Headers.Concat(response.Content.Headers).Where(h => !Varying().IsMatch(h.Key))
            .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal));
        foreach (var text in asked)
        {
            body = body.Replace(text, "ASKED", StringComparison.Ordinal);
            headers = headers.Replace(text, "ASKED", StringComparison.Ordinal);
        }

        return new((int)response.StatusCode, headers, CorrelationId().Replace(body, ""));
    }

    // How much is left of a limit depends on how much was asked before, not on what for.
    [GeneratedRegex("^(Date|RateLimit.*|Retry-After)$", RegexOptions.IgnoreCase)]
    private static partial Regex Varying();

    [GeneratedRegex("\"(correlationId|traceId)\":\"[^\"]*\",?", RegexOptions.ExplicitCapture)]
    private static partial Regex CorrelationId();
}
