using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Portal.IsolationTests.Oracles;

/// <summary>Every route, asked by nobody and by another tenant's people and programs.</summary>
public sealed class ForeignCredentialTests(Neighbors neighbors) : IClassFixture<Neighbors>
{
    // A line more is a line for a reviewer: these answer people who are not signed in.
    private static readonly string[] Public = ["POST /api/v1/sessions", "POST /api/v1/tenants", "GET /api/v1/audit-signing-keys"];

    [Fact]
    public Task Routes_WithoutCredentials_Are401() => ForEveryRouteAsync(_ => { }, 401, "access.unauthenticated");

    [Fact]
    public Task Routes_WithAnotherTenantsKey_Are404AsIfNothingWereHere() =>
        ForEveryRouteAsync(headers => headers.Authorization = new("Bearer", neighbors.Other.ApiKey), 404, "host.unknown");

    [Fact]
    public Task Routes_WithAnotherTenantsCookie_Are401() => ForEveryRouteAsync(headers => headers.Add("Cookie", neighbors.Other.Cookie), 401, null);

    [Fact]
    public Task Routes_WithAKeyThatNamesThisTenantAndCarriesAnothersSecret_Are401() => ForEveryRouteAsync(
        headers => headers.Authorization = new("Bearer", neighbors.Other.ApiKey.Replace(neighbors.Other.Id[4..], neighbors.Mine.Id[4..], StringComparison.Ordinal)), 401, null);

    private async Task ForEveryRouteAsync(Action<HttpRequestHeaders> credentials, int status, string? code)
    {
        var tried = 0;
        // Staff's routes are on the root host; here they are 404 to everybody, whoever asks.
        foreach (var route in neighbors.Routes.Where(r => !Public.Contains(r.ToString()) && !r.Path.StartsWith("/api/v1/platform/", StringComparison.Ordinal)))
        {
            var foreign = route.HasParameter ? await neighbors.ForeignIdAsync(route) : "";
            var own = route.HasParameter && foreign.Length > 8 ? foreign[..^8] + "00000000" : "";
            var elsewhere = await AnswerAsync(route, foreign, credentials);
            elsewhere.Status.ShouldBeOneOf([status, 404], route.ToString());
            (await AnswerAsync(route, own, credentials)).ShouldBe(elsewhere, route.ToString());
            if (code is not null && elsewhere.Status == status)
            {
                elsewhere.Body.ShouldContain(code, Case.Sensitive, route.ToString());
            }

            tried += elsewhere.Status == status ? 1 : 0;
        }

        tried.ShouldBeGreaterThan(20);
    }

    private async Task<Answer> AnswerAsync(ApiRoute route, string id, Action<HttpRequestHeaders> credentials)
    {
        using var request = new HttpRequestMessage(route.Method, route.With(id));
        credentials(request.Headers);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = route.Body is null ? null : JsonContent.Create(route.Body);
        using var response = await neighbors.Host.Client(neighbors.Mine.Slug).SendAsync(request, TestContext.Current.CancellationToken);
        return id.Length == 0 ? await Answer.ReadAsync(response) : await Answer.ReadAsync(response, id);
    }
}
