using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portal.IsolationTests.Oracles;

/// <summary>"Does not exist" and "exists elsewhere" are the same answer, on every route with an id, read from the OpenAPI document.</summary>
public sealed partial class ExistenceOracleTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Routes_WithAnId_AnswerForeignIdsLikeUnknownOnes()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        using var install = await other.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status" });
        var foreign = await install.ShouldBeAsync(System.Net.HttpStatusCode.Accepted);
        var keys = (await other.GetAsync("/api/v1/api-keys"))["items"]!.AsArray();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["installations"] = (string)foreign["installation"]!,
            ["rollouts"] = (string)foreign["rollout"]!,
            ["operations"] = (string)foreign["operation"]!,
            ["api-keys"] = (string)keys[0]!["id"]!,
        };
        var document = await mine.GetAsync("/openapi/v1.json");
        var tried = 0;
        foreach (var (path, method) in Routes(document).Where(r => r.Path.Contains("{id}", StringComparison.Ordinal)))
        {
            if (!ids.TryGetValue(path.Split('/')[3], out var foreignId))
            {
                continue;
            }

            var unknownId = foreignId[..4] + Guid.CreateVersion7().ToString("N");
            var elsewhere = await AnswerAsync(mine, method, path, foreignId);
            var nowhere = await AnswerAsync(mine, method, path, unknownId);
            elsewhere.ShouldBe(nowhere, $"{method} {path}");
            elsewhere.Status.ShouldBe(404, $"{method} {path}");
            tried++;
        }

        tried.ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task Lists_OfEveryKind_ShowNothingOfAnotherTenant()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        using var install = await other.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status" });
        install.EnsureSuccessStatusCode();
        var document = await mine.GetAsync("/openapi/v1.json");
        foreach (var (path, _) in Routes(document).Where(r => r.Method == HttpMethod.Get && !r.Path.Contains('{', StringComparison.Ordinal)))
        {
            using var response = await mine.Client.GetAsync(path, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            text.ShouldNotContain(other.Slug, Case.Insensitive, path);
            text.ShouldNotContain(other.Id[4..], Case.Insensitive, path);
        }
    }

    private static IEnumerable<(string Path, HttpMethod Method)> Routes(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where path.Key.StartsWith("/api/v1/", StringComparison.Ordinal)
        select (path.Key, HttpMethod.Parse(operation.Key));

    private static async Task<(int Status, string Body)> AnswerAsync(TestTenant tenant, HttpMethod method, string path, string id)
    {
        var body = method == HttpMethod.Post ? new JsonObject { [path.EndsWith("upgrades", StringComparison.Ordinal) ? "version" : "reason"] = "1.0.0" } : null;
        using var response = await tenant.SendAsync(method, path.Replace("{id}", id, StringComparison.Ordinal), body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, Varying().Replace(text.Replace(id, "ID", StringComparison.Ordinal), ""));
    }

    // What differs between any two answers, whatever was asked for.
    [GeneratedRegex("\"(correlationId|traceId)\":\"[^\"]*\",?", RegexOptions.ExplicitCapture)]
    private static partial Regex Varying();
}
