using System.Net;
using Portal.Local.Kubernetes.Faults;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

/// <summary>Faults by rule, and watches that break.</summary>
public sealed class FaultPlanTests : ClusterTest
{
    [Fact]
    public async Task Error_OnSomeRequests_LeavesTheOthersAlone()
    {
        Cluster.Faults.Add(new FaultRule(FaultKind.Error) { Verb = "create", Resource = "configmaps", Skip = 1, Count = 2, Status = 429, RetryAfter = 7 });
        (await Api.PostAsync(Maps, Map("a"))).ShouldBe(HttpStatusCode.Created);
        (await Api.PostAsync(Maps, Map("b"))).ShouldBe(HttpStatusCode.TooManyRequests).Reason.ShouldBe("TooManyRequests");
        (await Api.PostAsync(Services, """{"metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}""")).ShouldBe(HttpStatusCode.Created);
        (await Api.PostAsync(Maps, Map("b"))).ShouldBe(HttpStatusCode.TooManyRequests);
        (await Api.PostAsync(Maps, Map("b"))).ShouldBe(HttpStatusCode.Created);
        Cluster.Faults.Hits.ShouldBe(2);
    }

    [Fact]
    public async Task Conflict_OnOneObject_LooksLikeSomebodyElseWasFaster()
    {
        await Api.PostAsync(Maps, Map("a"));
        Cluster.Faults.Add(new FaultRule(FaultKind.Error) { Verb = "patch", Name = "a", Status = 409, Count = 1 });
        (await Api.MergeAsync(Maps + "/a", """{"data":{"k":"1"}}""")).ShouldBe(HttpStatusCode.Conflict).Reason.ShouldBe("Conflict");
        (await Api.MergeAsync(Maps + "/a", """{"data":{"k":"1"}}""")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task LostRequest_DoesNothingAndLostAnswerEverything()
    {
        Cluster.Faults.Add(new FaultRule(FaultKind.LostRequest) { Verb = "create", Count = 1 });
        await Should.ThrowAsync<HttpRequestException>(() => Api.PostAsync(Maps, Map("a")));
        (await NamesAsync(Maps)).ShouldBeEmpty();
        Cluster.Faults.Clear();
        Cluster.Faults.Add(new FaultRule(FaultKind.LostAnswer) { Verb = "create" });
        await Should.ThrowAsync<HttpRequestException>(() => Api.PostAsync(Maps, Map("a")));
        (await NamesAsync(Maps)).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Delay_IsOfTheClustersClock()
    {
        Cluster.Faults.Add(new FaultRule(FaultKind.Delay) { Verb = "list", Delay = TimeSpan.FromMinutes(5) });
        var asking = Api.GetAsync(Maps);
        while (Cluster.Faults.Hits == 0)
        {
            await Task.Yield();
        }

        asking.IsCompleted.ShouldBeFalse();
        while (!asking.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMinutes(5));
            await Task.Yield();
        }

        (await asking).ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A broken network is one client's: the others go on.</summary>
    [Fact]
    public async Task Partition_OfOneClient_IsNotTheOthers()
    {
        Cluster.Faults.Add(new FaultRule(FaultKind.LostRequest) { Agent = "portal-operator" });
        (await Api.GetAsync(Maps)).ShouldBe(HttpStatusCode.OK);
        using var http = Portal.Operators.Kubernetes.ClusterHttp.Create(new() { Server = Cluster.Url, Token = Cluster.Token }, TimeProvider.System);
        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(new Uri(Maps, UriKind.Relative)));
    }

    [Fact]
    public async Task DropWatches_BreaksThemAndServesWhoComesAgain()
    {
        await Api.PostAsync(Maps, Map("a"));
        using var watch = await Api.WatchAsync(Maps);
        (await watch.NextLineAsync()).ShouldBe("ADDED a");
        Cluster.DropWatches();
        await Should.ThrowAsync<IOException>(() => watch.NextLineAsync());
        using var again = await Api.WatchAsync(Maps);
        (await again.NextLineAsync()).ShouldBe("ADDED a");
    }

    [Fact]
    public async Task List_AtOneVersion_ShowsWhatWasThereThen()
    {
        await Api.PostAsync(Maps, Map("a"));
        var then = (await GetAsync(Maps)).Text("metadata", "resourceVersion");
        await Api.DeleteAsync(Maps + "/a");
        await Api.PostAsync(Maps, Map("b"));
        var exact = await GetAsync($"{Maps}?resourceVersion={then}&resourceVersionMatch=Exact");
        exact.Objects("items").Select(item => item.NameOf()).ShouldBe(["a"]);
        exact.Text("metadata", "resourceVersion").ShouldBe(then);
        (await NamesAsync($"{Maps}?resourceVersion={then}&resourceVersionMatch=NotOlderThan")).ShouldBe(["b"]);
        Cluster.Compact();
        (await Api.GetAsync($"{Maps}?resourceVersion={then}&resourceVersionMatch=Exact")).ShouldBe(HttpStatusCode.Gone).Reason.ShouldBe("Expired");
    }

    [Theory]
    [InlineData("resourceVersionMatch=Exact", "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided")]
    [InlineData("resourceVersionMatch=Exact&resourceVersion=0", "resourceVersionMatch: Forbidden: resourceVersionMatch \"Exact\" is forbidden for resourceVersion \"0\"")]
    [InlineData("resourceVersionMatch=Maybe&resourceVersion=1", "resourceVersionMatch: Unsupported value: \"Maybe\": supported values: \"Exact\", \"NotOlderThan\"")]
    public async Task List_WithOptionsThatDoNotFit_IsInvalid(string query, string problem) =>
        (await Api.GetAsync($"{Maps}?{query}")).ShouldBe(HttpStatusCode.UnprocessableEntity).Message.ShouldBe($"ListOptions.meta.k8s.io \"\" is invalid: {problem}");

    [Fact]
    public async Task List_LaterPages_ShowTheStateOfTheFirst()
    {
        foreach (var name in (string[])["a", "b", "c"])
        {
            await Api.PostAsync(Maps, Map(name));
        }

        var first = await GetAsync(Maps + "?limit=1");
        await Api.DeleteAsync(Maps + "/b");
        await Api.PostAsync(Maps, Map("d"));
        (await NamesAsync($"{Maps}?limit=9&continue={Uri.EscapeDataString(first.Text("metadata", "continue")!)}")).ShouldBe(["b", "c"]);
    }

    [Fact]
    public async Task Discovery_Aggregated_HasEverythingInOneDocument()
    {
        await DefineWidgetsAsync();
        const string Accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";
        var groups = (await Api.GetAsync("/apis", Accept)).Json;
        var widgets = groups.Objects("items").Single(group => group.Text("metadata", "name") == "example.test").Objects("versions").Single().Objects("resources").Single();
        (widgets.Text("resource"), widgets.Text("scope"), widgets.Text("responseKind", "kind")).ShouldBe(("widgets", "Namespaced", "Widget"));
        widgets.Objects("subresources").Select(part => part.Text("subresource")).ShouldBe(["status", "scale"]);
        (await Api.GetAsync("/api", Accept)).Json.Objects("items").Single().Objects("versions").Single().Objects("resources").Select(resource => resource.Text("resource")).ShouldContain("pods");
    }
}
