using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Portal.Tests.Tenancy;

/// <summary>Sign-up under an idempotency key.</summary>
public sealed class SignUpKeyTests(PortalHost host) : IClassFixture<PortalHost>
{
    private readonly string _slug = "s" + Guid.NewGuid().ToString("n")[..12];
    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    public async Task SignUp_SentManyTimesWithOneKey_MakesOneTenantAndAnswersTheSame()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync(_key)));
        var bodies = new List<JsonObject>();
        foreach (var answer in answers)
        {
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                bodies.Add(await answer.ShouldBeAsync(HttpStatusCode.Created));
                continue;
            }

            await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency.key.in-flight");
        }

        using var again = await SendAsync(_key);
        bodies.Add(await again.ShouldBeAsync(HttpStatusCode.Created));
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        again.Headers.Location!.ToString().ShouldContain(_slug);
        bodies.Select(body => body.ToJsonString()).Distinct().ShouldHaveSingleItem();
        (await host.Database.ListAsync($"select slug from portal.tenant where slug = '{_slug}'")).ShouldBe([_slug]);
        (await host.Database.ListAsync("select k::text from portal.sign_up_key k")).ShouldAllBe(row => !row.Contains(TestTenant.Password));
    }

    [Fact]
    public async Task SignUp_WithTheKeyOfAnother_IsRefused()
    {
        (await SendAsync(_key)).EnsureSuccessStatusCode();
        await (await SendAsync(_key, password: "another long password")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency.key.reused");
        await (await SendAsync(new string('x', 256))).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "idempotency.key.missing");
        await (await SendAsync(Guid.NewGuid().ToString())).ShouldBeProblemAsync(HttpStatusCode.Conflict, "tenant.slug.taken");
    }

    [Fact]
    public async Task SignUp_ThatWasRefused_MayBeTriedAgainWithTheSameKey()
    {
        await (await SendAsync(_key, password: "short")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
        (await SendAsync(_key)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task SignUp_WhoseAnswerCannotBeStored_MakesNoTenant()
    {
        await host.Database.ListAsync(
            $"""
            create or replace function public.refuse_answer() returns trigger language plpgsql as $f$ begin raise exception 'the disk is full'; end $f$;
            create or replace trigger refuse_answer before update on portal.sign_up_key for each row when (new.key = '{_key}') execute function public.refuse_answer(); select ''
            """);
        (await SendAsync(_key)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await host.Database.ListAsync($"select slug from portal.tenant where slug = '{_slug}'")).ShouldBeEmpty();
        await host.Database.ListAsync("drop trigger refuse_answer on portal.sign_up_key; select ''");
        (await SendAsync(_key)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    private async Task<HttpResponseMessage> SendAsync(string key, string password = TestTenant.Password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tenants")
        {
            Content = JsonContent.Create(new { slug = _slug, name = "Acme", admin = new { email = "ada@acme.example", displayName = "Ada", password } }),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await host.Client().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
