using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Testing;

/// <summary>Reads answers and says what was wrong with one that was not expected.</summary>
internal static class HttpAnswers
{
    public static async Task<JsonObject> ShouldBeAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status, text);
        return JsonNode.Parse(text.Length == 0 ? "{}" : text)!.AsObject();
    }

    public static async Task ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var problem = await response.ShouldBeAsync(status);
        ((string?)problem["code"]).ShouldBe(code, problem.ToJsonString());
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        problem["correlationId"].ShouldNotBeNull();
        ((string)problem["detail"]!).ShouldNotBeNullOrWhiteSpace();
    }
}
