using System.Net.Http.Json;

namespace Portal.IsolationTests.Oracles;

/// <summary>"Does not exist", "exists elsewhere" and "cannot exist" are one answer, on every route, to the last header.</summary>
public sealed class ExistenceOracleTests(Neighbors neighbors) : IClassFixture<Neighbors>
{
    // Everybody's, so an id is no secret: the marketplace.
    private static readonly string[] Everybodys = ["/api/v1/listings"];

    [Fact]
    public async Task Routes_WithAnId_AnswerForeignUnknownAndImpossibleIdsAlike()
    {
        var notFound = 0;
        foreach (var route in neighbors.Routes.Where(r => r.HasParameter && !Everybodys.Contains(r.Collection)))
        {
            var foreign = await neighbors.ForeignIdAsync(route);
            // All as long as the foreign one, so that not even Content-Length may differ.
            var unknown = foreign[..4] + Guid.CreateVersion7().ToString("N");
            var impossible = foreign[..4] + new string('z', foreign.Length - 4);
            var otherKind = "zzz_" + foreign[4..];
            var elsewhere = await AnswerAsync(route, foreign);
            foreach (var id in new[] { unknown, impossible, otherKind })
            {
                (await AnswerAsync(route, id)).ShouldBe(elsewhere, $"{route} with {id}");
            }

            elsewhere.Status.ShouldBeOneOf([404, 400, 409, 422], route.ToString());
            notFound += elsewhere.Status == 404 ? 1 : 0;
        }

        notFound.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Lists_OfEveryKind_ShowNothingOfAnotherTenant()
    {
        foreach (var route in neighbors.Routes.Where(r => r.Method == HttpMethod.Get && !r.HasParameter))
        {
            var text = await TextAsync(route.Path);
            foreach (var foreign in neighbors.ForeignTexts)
            {
                text.ShouldNotContain(foreign, Case.Insensitive, route.ToString());
            }
        }
    }

    [Fact]
    public async Task Filters_WithForeignValues_AnswerAsToUnknownOnes()
    {
        var tried = 0;
        foreach (var route in neighbors.Routes.Where(r => r.Method == HttpMethod.Get && !r.HasParameter))
        {
            foreach (var parameter in route.Texts)
            {
                foreach (var foreign in neighbors.ForeignTexts)
                {
                    var unknown = foreign.Length > 8 ? foreign[..^8] + Guid.NewGuid().ToString("N")[..8] : "nobody";
                    (await QueryAsync(route, parameter, foreign)).ShouldBe(await QueryAsync(route, parameter, unknown), $"{route} {parameter}={foreign}");
                    tried++;
                }
            }
        }

        tried.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Cursors_OfAnotherTenant_AreRefusedLikeForgedOnes()
    {
        var foreignCursors = 0;
        // Staff's lists are on the root host and answer no tenant at all.
        foreach (var route in neighbors.Routes.Where(r => r.Paged && !r.HasParameter && !r.Path.StartsWith("/api/v1/platform/", StringComparison.Ordinal)))
        {
            var page = await neighbors.Other.Client.GetFromJsonAsync<System.Text.Json.Nodes.JsonObject>(route.Path + "?limit=1", TestContext.Current.CancellationToken);
            if ((string?)page!["nextCursor"] is not { } cursor)
            {
                continue;
            }

            var forged = cursor[..^6] + (cursor.EndsWith("AAAAAA", StringComparison.Ordinal) ? "BBBBBB" : "AAAAAA");
            var refused = await QueryAsync(route, "cursor", cursor);
            refused.ShouldBe(await QueryAsync(route, "cursor", forged), route.ToString());
            refused.Status.ShouldBe(400, route.ToString());
            refused.Body.ShouldContain("request.cursor.invalid");
            foreignCursors++;
        }

        foreignCursors.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task IdempotencyKey_ThatAnotherTenantUsed_IsFresh()
    {
        var key = Guid.NewGuid().ToString();
        foreach (var (tenant, name) in new[] { (neighbors.Other, "theirs"), (neighbors.Mine, "mine") })
        {
            using var response = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name }, key);
            response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, tenant.Slug);
            response.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task SignIn_WithAPersonOfAnotherTenant_IsRefusedLikeAnUnknownOne()
    {
        var unknown = "ada@" + new string('x', neighbors.Other.Slug.Length) + ".example";
        (await SignInAsync(neighbors.Other.Email)).ShouldBe(await SignInAsync(unknown));
    }

    private async Task<Answer> SignInAsync(string email)
    {
        using var response = await neighbors.Host.Client(neighbors.Mine.Slug)
            .PostAsJsonAsync("/api/v1/sessions", new { email, password = TestTenant.Password }, TestContext.Current.CancellationToken);
        var answer = await Answer.ReadAsync(response, email);
        answer.Status.ShouldBe(401);
        return answer;
    }

    private async Task<Answer> AnswerAsync(ApiRoute route, string id)
    {
        using var response = await neighbors.Mine.SendAsync(route.Method, route.With(id), route.Body);
        return await Answer.ReadAsync(response, id);
    }

    private async Task<Answer> QueryAsync(ApiRoute route, string parameter, string value)
    {
        using var response = await neighbors.Mine.Client.GetAsync($"{route.Path}?{parameter}={Uri.EscapeDataString(value)}", TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response, value, Domain.FieldText.Excerpt(value));
    }

    private async Task<string> TextAsync(string path)
    {
        using var response = await neighbors.Mine.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
