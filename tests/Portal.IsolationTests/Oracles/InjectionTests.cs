namespace Portal.IsolationTests.Oracles;

/// <summary>SQL in a text is a text: every parameter that takes one, and every id, answers as it does to any text that matches nothing.</summary>
public sealed class InjectionTests(Neighbors neighbors) : IClassFixture<Neighbors>
{
    private static readonly string[] Payloads =
    [
        "'", "''", "\"", "`", "\\", "\\'", ";", "--", "/*", "$$", "$1", "%", "_", "%'", "*",
        "' or '1'='1", "' or 1=1--", "\" or \"\"=\"", "') or ('1'='1", "1 or 1=1", "' or true--", "' || '", "'||pg_sleep(20)||'", "'; select pg_sleep(20)--",
        "' union select null,null,null--", "' union select tenant_id::text from portal.member--", "'; set app.tenant = ''--",
        "'; select set_config('app.tenant', (select id::text from portal.tenant limit 1), false)--", "'; drop table portal.member; --", "'; reset role--",
        "'; copy portal.member to program 'id'--", "x' and (select count(*) from portal.tenant) > 0 and 'x'='x", "1/0", "'::uuid", "E'\\x27'", "{{7*7}}", "\u0000", "\u2019 or 1=1",
        "ʼ or ʼ1ʼ=ʼ1", "%27%20or%201%3d1", "<script>", new string('\'', 2000),
    ];

    [Fact]
    public async Task Parameters_WithSqlInThem_AnswerAsToATextThatMatchesNothing()
    {
        var tried = 0;
        foreach (var route in neighbors.Routes.Where(r => r.Method == HttpMethod.Get && !r.HasParameter))
        {
            foreach (var parameter in route.Texts)
            {
                var nothing = await AskAsync($"{route.Path}?{parameter}=nobody-at-all", "nobody-at-all");
                foreach (var payload in Payloads)
                {
                    var answer = await AskAsync($"{route.Path}?{parameter}={Uri.EscapeDataString(payload)}", payload);
                    answer.Status.ShouldBeOneOf([200, 400, 422, nothing.Status], $"{route} {parameter}={payload}");
                    if (answer.Status == 200)
                    {
                        answer.Body.ShouldBe(nothing.Body, $"{route} {parameter}={payload}");
                    }

                    tried++;
                }
            }
        }

        tried.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task IdsAndCursors_WithSqlInThem_AreNotFoundOrInvalid()
    {
        foreach (var route in neighbors.Routes.Where(r => r.Method == HttpMethod.Get))
        {
            foreach (var payload in Payloads.Where(p => p.Length < 200 && !p.Contains('\0', StringComparison.Ordinal)))
            {
                if (route.HasParameter)
                {
                    (await AskAsync(route.With(payload), payload)).Status.ShouldBeOneOf([404, 400], $"{route} {payload}");
                }

                if (route.Paged && !route.HasParameter)
                {
                    (await AskAsync($"{route.Path}?cursor={Uri.EscapeDataString(payload)}", payload)).Status.ShouldBeOneOf([400, 404], $"{route} cursor={payload}");
                }
            }
        }
    }

    private async Task<Answer> AskAsync(string path, string asked)
    {
        using var response = await neighbors.Mine.Client.GetAsync(path, TestContext.Current.CancellationToken);
        // An answer that was found says nothing back; a refusal may.
        return response.IsSuccessStatusCode ? await Answer.ReadAsync(response) : await Answer.ReadAsync(response, asked);
    }
}
