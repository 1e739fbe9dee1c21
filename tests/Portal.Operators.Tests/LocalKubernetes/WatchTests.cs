using System.Globalization;
using System.Net;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class WatchTests : ClusterTest
{
    [Fact]
    public async Task Watch_FromTheVersionOfAList_HasEveryChangeAfterIt()
    {
        await Api.PostAsync(Maps, Map("old"));
        var version = (await GetAsync(Maps)).Text("metadata", "resourceVersion");
        await Api.PostAsync(Maps, Map("a"));
        using var watch = await Api.WatchAsync(Maps, $"resourceVersion={version}");

        (await watch.NextLineAsync()).ShouldBe("ADDED a");
        await Api.MergeAsync(Maps + "/a", """{"data":{"k":"v"}}""");
        (await watch.NextLineAsync()).ShouldBe("MODIFIED a");
        await Api.DeleteAsync(Maps + "/old");
        (await watch.NextLineAsync()).ShouldBe("DELETED old");
    }

    [Fact]
    public async Task Watch_WithoutVersion_BeginsWithTheState()
    {
        await Api.PostAsync(Maps, Map("b"));
        await Api.PostAsync(Maps, Map("a"));
        using var watch = await Api.WatchAsync(Maps);

        (await watch.NextLineAsync()).ShouldBe("ADDED a");
        (await watch.NextLineAsync()).ShouldBe("ADDED b");
        await Api.PostAsync(Maps, Map("c"));
        (await watch.NextLineAsync()).ShouldBe("ADDED c");
    }

    [Fact]
    public async Task Watch_DeletedObject_CarriesTheVersionOfItsDeletion()
    {
        var created = await Api.PostAsync(Maps, Map("a"));
        using var watch = await Api.WatchAsync(Maps, $"resourceVersion={created.Version}");
        await Api.DeleteAsync(Maps + "/a");

        var deleted = await watch.NextAsync();
        long.Parse(deleted.Text("object", "metadata", "resourceVersion")!, CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(long.Parse(created.Version, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Watch_WithSelector_SeesObjectsComeAndGo()
    {
        using var watch = await Api.WatchAsync(Maps, "labelSelector=on%3Dyes");
        await Api.PostAsync(Maps, Map("a", """{"on":"no"}"""));
        await Api.MergeAsync(Maps + "/a", """{"metadata":{"labels":{"on":"yes"}}}""");
        (await watch.NextLineAsync()).ShouldBe("ADDED a");
        await Api.MergeAsync(Maps + "/a", """{"data":{"k":"v"}}""");
        (await watch.NextLineAsync()).ShouldBe("MODIFIED a");
        await Api.MergeAsync(Maps + "/a", """{"metadata":{"labels":{"on":null}}}""");
        (await watch.NextLineAsync()).ShouldBe("DELETED a");
        await Api.DeleteAsync(Maps + "/a");
        await Api.PostAsync(Maps, Map("b", """{"on":"yes"}"""));
        (await watch.NextLineAsync()).ShouldBe("ADDED b");
    }

    [Fact]
    public async Task Watch_OfOneName_SeesThatOneOnly()
    {
        using var watch = await Api.WatchAsync(Maps, "fieldSelector=metadata.name%3Db");
        await Api.PostAsync(Maps, Map("a"));
        await Api.PostAsync(Maps, Map("b"));
        (await watch.NextLineAsync()).ShouldBe("ADDED b");
    }

    [Fact]
    public async Task Watch_WithBookmarks_LearnsOfVersionsElsewhere()
    {
        var version = (await GetAsync(Maps)).Text("metadata", "resourceVersion");
        using var watch = await Api.WatchAsync(Maps, $"resourceVersion={version}&allowWatchBookmarks=true");
        var elsewhere = await Api.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"other"}}""");
        await AdvanceUntilAsync(watch, Options.BookmarkInterval, async bookmark =>
        {
            bookmark.Text("type").ShouldBe("BOOKMARK");
            bookmark.Text("object", "kind").ShouldBe("ConfigMap");
            long.Parse(bookmark.Text("object", "metadata", "resourceVersion")!, CultureInfo.InvariantCulture)
                .ShouldBeGreaterThanOrEqualTo(long.Parse(elsewhere.Version, CultureInfo.InvariantCulture));
            await Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Watch_SendInitialEvents_EndsTheStateWithABookmark()
    {
        await Api.PostAsync(Maps, Map("a"));
        using var watch = await Api.WatchAsync(Maps, "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");
        (await watch.NextLineAsync()).ShouldBe("ADDED a");
        var end = await watch.NextAsync();
        end.Text("type").ShouldBe("BOOKMARK");
        end.Text("object", "metadata", "annotations", "k8s.io/initial-events-end").ShouldBe("true");
    }

    [Fact]
    public async Task Watch_FromAForgottenVersion_EndsWithExpired()
    {
        var version = (await GetAsync(Maps)).Text("metadata", "resourceVersion");
        for (var index = 0; index < Options.WatchHistory + 5; index++)
        {
            await Api.PostAsync(Maps, Map($"m{index}"));
        }

        using var watch = await Api.WatchAsync(Maps, $"resourceVersion={version}");
        var error = await watch.NextAsync();
        error.Text("type").ShouldBe("ERROR");
        error.Number("object", "code").ShouldBe(410);
        error.Text("object", "reason").ShouldBe("Expired");
        (await watch.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Watch_AfterItsTimeout_EndsWithABookmark()
    {
        using var watch = await Api.WatchAsync(Maps, "timeoutSeconds=5&allowWatchBookmarks=true");
        await AdvanceUntilAsync(watch, TimeSpan.FromSeconds(5), async last => last.Text("type").ShouldBe("BOOKMARK"));
        (await watch.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Watch_AsTable_SendsColumnsOnce()
    {
        await Api.PostAsync(Maps, Map("a"));
        await Api.PostAsync(Maps, Map("b"));
        using var watch = await Api.WatchAsync(Maps, "", Table);
        var first = await watch.NextAsync();
        first.Text("object", "kind").ShouldBe("Table");
        first.Objects("object", "columnDefinitions").Count().ShouldBe(3);
        (await watch.NextAsync()).At("object", "columnDefinitions").ShouldBeNull();
    }

    [Fact]
    public async Task Watch_FromTheFuture_EndsWithTimeout()
    {
        using var watch = await Api.WatchAsync(Maps, "resourceVersion=999999999");
        (await watch.NextAsync()).Number("object", "code").ShouldBe((int)HttpStatusCode.GatewayTimeout);
    }

    /// <summary>The server sets its timer when it has read the request: move the clock until it shows.</summary>
    private async Task AdvanceUntilAsync(WatchReader watch, TimeSpan step, Func<System.Text.Json.Nodes.JsonObject?, Task> check)
    {
        var next = watch.NextAsync();
        for (var tries = 0; tries < 100 && !next.IsCompleted; tries++)
        {
            Clock.Advance(step);
            await Task.WhenAny(next, Task.Delay(50));
        }

        await check(await next);
    }
}
