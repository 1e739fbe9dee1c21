using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

/// <summary>What a service account may do: what roles that are bound to it say, and nothing else.</summary>
public sealed class AccessTests : ClusterTest
{
    private const string Accounts = "/api/v1/namespaces/t/serviceaccounts";
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";
    private const string User = "system:serviceaccount:t:worker";

    [Theory]
    [InlineData("GET", Pods, $"pods is forbidden: User \"{User}\" cannot list resource \"pods\" in API group \"\" in the namespace \"t\"")]
    [InlineData("GET", "/api/v1/pods", $"pods is forbidden: User \"{User}\" cannot list resource \"pods\" in API group \"\" at the cluster scope")]
    [InlineData("GET", Pods + "?watch=true", $"pods is forbidden: User \"{User}\" cannot watch resource \"pods\" in API group \"\" in the namespace \"t\"")]
    [InlineData("GET", Deployments + "/web", $"deployments.apps \"web\" is forbidden: User \"{User}\" cannot get resource \"deployments\" in API group \"apps\" in the namespace \"t\"")]
    [InlineData("GET", Pods + "/p/log", $"pods \"p\" is forbidden: User \"{User}\" cannot get resource \"pods/log\" in API group \"\" in the namespace \"t\"")]
    [InlineData("DELETE", Maps, $"configmaps is forbidden: User \"{User}\" cannot deletecollection resource \"configmaps\" in API group \"\" in the namespace \"t\"")]
    [InlineData("DELETE", "/api/v1/namespaces/t", $"namespaces \"t\" is forbidden: User \"{User}\" cannot delete resource \"namespaces\" in API group \"\" in the namespace \"t\"")]
    [InlineData("GET", "/metrics", $"forbidden: User \"{User}\" cannot get path \"/metrics\"")]
    public async Task Request_WithoutARole_IsForbiddenInTheRealWords(string method, string path, string message)
    {
        var answer = await SendAsync(await TokenAsync(), new HttpMethod(method), path);
        answer.ShouldBe(HttpStatusCode.Forbidden);
        (answer.Reason, answer.Message).ShouldBe(("Forbidden", message));
    }

    [Fact]
    public async Task Request_WithARole_IsAllowedThereAndNowhereElse()
    {
        var token = await TokenAsync();
        await GrantAsync("""[{"apiGroups":[""],"resources":["configmaps"],"resourceNames":["mine"],"verbs":["get","update"]},{"apiGroups":[""],"resources":["configmaps"],"verbs":["create","list"]}]""");
        (await SendAsync(token, HttpMethod.Post, Maps, Map("mine"))).ShouldBe(HttpStatusCode.Created);
        (await SendAsync(token, HttpMethod.Get, Maps + "/mine")).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(token, HttpMethod.Get, Maps)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(token, HttpMethod.Get, Maps + "/other")).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(token, HttpMethod.Delete, Maps + "/mine")).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(token, HttpMethod.Get, "/api/v1/namespaces/default/configmaps")).ShouldBe(HttpStatusCode.Forbidden);

        // What describes the API is everybody's.
        (await SendAsync(token, HttpMethod.Get, "/apis")).ShouldBe(HttpStatusCode.OK);
        Cluster.UsesOf(User).Select(use => use.ToString()).ShouldBe(
            ["create configmaps", "get configmaps", "list configmaps", "get configmaps", "delete configmaps", "list configmaps"], ignoreOrder: true);
    }

    [Fact]
    public async Task Apply_OfWhatIsNotThere_NeedsCreateAsWell()
    {
        var token = await TokenAsync();
        await GrantAsync("""[{"apiGroups":[""],"resources":["configmaps"],"verbs":["patch"]}]""");
        (await SendAsync(token, HttpMethod.Patch, Maps + "/a?fieldManager=one", "{}", "application/apply-patch+yaml")).ShouldBe(HttpStatusCode.Forbidden)
            .Message!.ShouldContain("cannot create resource \"configmaps\"");
        await Api.PostAsync(Maps, Map("a"));
        (await SendAsync(token, HttpMethod.Patch, Maps + "/a?fieldManager=one", "{}", "application/apply-patch+yaml")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Review_OfOneself_AnswersByTheRoles()
    {
        var token = await TokenAsync();
        await GrantAsync("""[{"apiGroups":[""],"resources":["pods/log"],"verbs":["get"]}]""");
        (await MayAsync(token, "get", "pods", "log")).ShouldBe(true);
        (await MayAsync(token, "get", "pods", null)).ShouldBe(false);
        (await MayAsync(Cluster.Token, "delete", "pods", null)).ShouldBe(true);
        (await SendAsync(token, HttpMethod.Post, "/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}")).Json.Text("status", "userInfo", "username").ShouldBe(User);
    }

    [Fact]
    public async Task Token_OfAnAccountThatIsGoneOrAfterItsTime_IsNoToken()
    {
        var token = await TokenAsync();
        (await SendAsync(token, HttpMethod.Get, "/apis")).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(token + "x", HttpMethod.Get, "/apis")).ShouldBe(HttpStatusCode.Unauthorized);
        Clock.Advance(TimeSpan.FromMinutes(61));
        (await SendAsync(token, HttpMethod.Get, "/apis")).ShouldBe(HttpStatusCode.Unauthorized);

        var fresh = Cluster.TokenOf("t", "worker")!;
        await Api.DeleteAsync(Accounts + "/worker");
        await Api.PostAsync(Accounts, """{"metadata":{"name":"worker"}}""");
        (await SendAsync(fresh, HttpMethod.Get, "/apis")).ShouldBe(HttpStatusCode.Unauthorized);
        Cluster.TokenOf("t", "nobody").ShouldBeNull();
    }

    [Fact]
    public async Task TokenRequest_GivesATokenForSoLong()
    {
        await Api.PostAsync(Accounts, """{"metadata":{"name":"worker"}}""");
        var answer = (await Api.PostAsync(Accounts + "/worker/token", """{"spec":{"expirationSeconds":900}}""")).ShouldBe(HttpStatusCode.Created).Json;
        (await SendAsync(answer.Text("status", "token")!, HttpMethod.Get, "/apis")).ShouldBe(HttpStatusCode.OK);
        answer.Time("status", "expirationTimestamp")!.Value.ShouldBe(Clock.GetUtcNow().AddSeconds(900), TimeSpan.FromSeconds(1));
        (await Api.PostAsync(Accounts + "/worker/token", """{"spec":{"expirationSeconds":60}}""")).ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private async Task<string> TokenAsync()
    {
        (await Api.PostAsync(Accounts, """{"metadata":{"name":"worker"}}""")).ShouldBe(HttpStatusCode.Created);
        return Cluster.TokenOf("t", "worker")!;
    }

    private async Task GrantAsync(string rules)
    {
        (await Api.PostAsync($"{Rbac}/namespaces/t/roles", $$"""{"metadata":{"name":"work"},"rules":{{rules}}}""")).ShouldBe(HttpStatusCode.Created);
        const string Binding = """{"metadata":{"name":"work"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"work"},"subjects":[{"kind":"ServiceAccount","name":"worker","namespace":"t"}]}""";
        (await Api.PostAsync($"{Rbac}/namespaces/t/rolebindings", Binding)).ShouldBe(HttpStatusCode.Created);
    }

    private async Task<bool> MayAsync(string token, string verb, string resource, string? part)
    {
        var review = new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["resourceAttributes"] = new JsonObject { ["namespace"] = "t", ["verb"] = verb, ["resource"] = resource, ["subresource"] = part },
            },
        };
        return (await SendAsync(token, HttpMethod.Post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review.ToJsonString())).ShouldBe(HttpStatusCode.Created).Json.Flag("status", "allowed");
    }

    private async Task<ApiAnswer> SendAsync(string token, HttpMethod method, string path, string? body = null, string type = "application/json")
    {
        using var http = new HttpClient { BaseAddress = Cluster.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, type) };
        using var response = await http.SendAsync(request);
        return new ApiAnswer(response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
