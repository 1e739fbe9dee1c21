using System.Net;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class ListTests : ClusterTest
{
    [Theory]
    [InlineData("labelSelector=app%3Da", "one,two")]
    [InlineData("labelSelector=app%3D%3Da,tier!%3Dback", "one")]
    [InlineData("labelSelector=tier+in+(back,front)", "one,two")]
    [InlineData("labelSelector=tier+notin+(back)", "one,three")]
    [InlineData("labelSelector=tier", "one,two")]
    [InlineData("labelSelector=!tier", "three")]
    [InlineData("fieldSelector=metadata.name%3Dtwo", "two")]
    [InlineData("fieldSelector=metadata.name!%3Dtwo,metadata.namespace%3Dt", "one,three")]
    [InlineData("labelSelector=app%3Da&fieldSelector=metadata.name%3Dthree", "")]
    public async Task List_WithSelector_HasTheMatching(string query, string expected)
    {
        await Api.PostAsync(Maps, Map("one", """{"app":"a","tier":"front"}"""));
        await Api.PostAsync(Maps, Map("two", """{"app":"a","tier":"back"}"""));
        await Api.PostAsync(Maps, Map("three", """{"app":"b"}"""));

        (await NamesAsync($"{Maps}?{query}")).Order().ShouldBe(expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Theory]
    [InlineData("labelSelector=a%3Db%3Dc")]
    [InlineData("fieldSelector=spec.color%3Dred")]
    [InlineData("limit=-1")]
    [InlineData("continue=nonsense")]
    public async Task List_WrongQuery_IsABadRequest(string query)
    {
        (await Api.GetAsync($"{Maps}?{query}")).ShouldBe(HttpStatusCode.BadRequest).Reason.ShouldBe("BadRequest");
    }

    [Fact]
    public async Task List_InPages_HasEachOnce()
    {
        for (var index = 0; index < 7; index++)
        {
            await Api.PostAsync(Maps, Map($"m{index}"));
        }

        var names = new List<string>();
        string? token = null;
        var remaining = new List<long>();
        do
        {
            var page = await GetAsync($"{Maps}?limit=3{(token is null ? "" : "&continue=" + Uri.EscapeDataString(token))}");
            names.AddRange(page.Objects("items").Select(item => item.NameOf()));
            token = page.Text("metadata", "continue");
            remaining.Add(page.Number("metadata", "remainingItemCount") ?? 0);
        }
        while (token is not null);

        names.ShouldBe(["m0", "m1", "m2", "m3", "m4", "m5", "m6"]);
        remaining.ShouldBe([4, 1, 0]);
    }

    [Fact]
    public async Task List_ContinuedAfterCompaction_IsExpired()
    {
        await Api.PostAsync(Maps, Map("a"));
        await Api.PostAsync(Maps, Map("b"));
        var token = (await GetAsync(Maps + "?limit=1")).Text("metadata", "continue")!;
        await Api.PostAsync(Maps, Map("c"));
        Cluster.Compact();

        (await Api.GetAsync($"{Maps}?limit=1&continue={Uri.EscapeDataString(token)}")).ShouldBe(HttpStatusCode.Gone).Reason.ShouldBe("Expired");
    }

    [Fact]
    public async Task List_OverAllNamespaces_HasEveryOne()
    {
        await Api.PostAsync(Maps, Map("a"));
        await Api.PostAsync("/api/v1/namespaces/default/configmaps", Map("b"));
        (await ItemsAsync("/api/v1/configmaps")).Select(item => $"{item.NamespaceOf()}/{item.NameOf()}").ShouldBe(["default/b", "t/a"]);
    }

    [Fact]
    public async Task List_AsTable_HasTheColumnsOfTheKind()
    {
        await DeployAsync("web", 2);
        await PassAsync(2);
        var table = (await Api.GetAsync(Deployments, Table)).ShouldBe(HttpStatusCode.OK).Json;

        table.Text("kind").ShouldBe("Table");
        table.Objects("columnDefinitions").Select(column => $"{column.Text("name")}/{column.Number("priority")}")
            .ShouldBe(["Name/0", "Ready/0", "Up-to-date/0", "Available/0", "Age/0", "Containers/1", "Images/1", "Selector/1"]);
        var row = table.Objects("rows").ShouldHaveSingleItem();
        row["cells"]!.ToJsonString().ShouldBe("""["web","2/2",2,2,"2s","main","example:1","app=web"]""");
        row.Text("object", "kind").ShouldBe("PartialObjectMetadata");
    }

    [Fact]
    public async Task Discovery_NamesWhatIsServed()
    {
        (await GetAsync("/apis")).Objects("groups").Select(group => group.Text("name")).ShouldContain("gateway.networking.k8s.io");
        var core = await GetAsync("/api/v1");
        var pods = core.Objects("resources").Single(resource => resource.Text("name") == "pods");
        pods.Texts("shortNames").ShouldBe(["po"]);
        pods.Texts("verbs").ShouldContain("watch");
        core.Objects("resources").Select(resource => resource.Text("name")).ShouldContain("pods/proxy");
        (await GetAsync("/version")).Text("major").ShouldBe("1");
    }
}
