using System.Net;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class DeletionTests : ClusterTest
{
    [Fact]
    public async Task Delete_PlainObject_IsGoneAtOnce()
    {
        await Api.PostAsync(Maps, Map("a"));
        (await Api.DeleteAsync(Maps + "/a")).ShouldBe(HttpStatusCode.OK).Json.Text("status").ShouldBe("Success");
        (await Api.DeleteAsync(Maps + "/a")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Delete_WithFinalizer_WaitsForIt()
    {
        await Api.PostAsync(Maps, """{"metadata":{"name":"a","finalizers":["example.test/hold"]}}""");
        var marked = (await Api.DeleteAsync(Maps + "/a")).ShouldBe(HttpStatusCode.OK).Json;
        marked.Text("metadata", "deletionTimestamp").ShouldBe("2026-11-21T08:00:00Z");

        // Nobody can take the mark back.
        (await Api.MergeAsync(Maps + "/a", """{"metadata":{"deletionTimestamp":null}}""")).Json.IsDeleting().ShouldBeTrue();
        (await Api.MergeAsync(Maps + "/a", """{"metadata":{"finalizers":null}}""")).ShouldBe(HttpStatusCode.OK);
        (await Api.GetAsync(Maps + "/a")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"preconditions":{"uid":"00000000-0000-0000-0000-000000000000"}}""")]
    [InlineData("""{"preconditions":{"resourceVersion":"1"}}""")]
    public async Task Delete_OfAnotherVersion_IsAConflict(string options)
    {
        await Api.PostAsync(Maps, Map("a"));
        (await Api.DeleteAsync(Maps + "/a", options)).ShouldBe(HttpStatusCode.Conflict);
        (await NamesAsync(Maps)).ShouldBe(["a"]);
    }

    [Fact]
    public async Task DeleteCollection_WithSelector_TakesTheMatching()
    {
        await Api.PostAsync(Maps, Map("a", """{"x":"1"}"""));
        await Api.PostAsync(Maps, Map("b"));
        (await Api.DeleteAsync(Maps + "?labelSelector=x%3D1")).ShouldBe(HttpStatusCode.OK);
        (await NamesAsync(Maps)).ShouldBe(["b"]);
    }

    [Fact]
    public async Task Delete_Owner_TakesDependentsInTheBackground()
    {
        await OwnAsync("owner", "child");
        await OwnAsync("child", "grandchild", create: false);
        await Api.DeleteAsync(Maps + "/owner");
        Cluster.RunPending();
        (await NamesAsync(Maps)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_OneOfTwoOwners_KeepsTheDependent()
    {
        await OwnAsync("owner", "child");
        var second = (await Api.PostAsync(Maps, Map("second"))).Json.UidOf();
        var child = await GetAsync(Maps + "/child");
        child.Objects("metadata", "ownerReferences").Single().Parent!.AsArray().Add(Reference("second", second));
        await Api.PutAsync(Maps + "/child", child);
        await Api.DeleteAsync(Maps + "/owner");
        Cluster.RunPending();
        (await NamesAsync(Maps)).ShouldBe(["child", "second"]);
    }

    [Fact]
    public async Task Delete_Orphaning_KeepsDependentsWithoutOwner()
    {
        await OwnAsync("owner", "child");
        await Api.DeleteAsync(Maps + "/owner", """{"propagationPolicy":"Orphan"}""");
        Cluster.RunPending();
        var left = (await ItemsAsync(Maps)).ShouldHaveSingleItem();
        left.NameOf().ShouldBe("child");
        left.Objects("metadata", "ownerReferences").ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_Foreground_EndsAfterTheDependents()
    {
        await OwnAsync("owner", "child");
        await Api.MergeAsync(Maps + "/child", """{"metadata":{"finalizers":["example.test/hold"]}}""");
        await Api.DeleteAsync(Maps + "/owner", """{"propagationPolicy":"Foreground"}""");
        Cluster.RunPending();
        (await ItemsAsync(Maps)).ShouldAllBe(item => item.IsDeleting());

        await Api.MergeAsync(Maps + "/child", """{"metadata":{"finalizers":null}}""");
        Cluster.RunPending();
        (await NamesAsync(Maps)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_OwnedByNobodyAnyMore_IsCollected()
    {
        await Api.PostAsync(Maps, $$$"""{"metadata":{"name":"late","ownerReferences":[{{{Reference("gone", Guid.NewGuid().ToString()).ToJsonString()}}}]}}""");
        Cluster.RunPending();
        (await NamesAsync(Maps)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_Namespace_EmptiesItAndTakesNothingNew()
    {
        await DeployAsync("web");
        await Api.PostAsync(Maps, """{"metadata":{"name":"held","finalizers":["example.test/hold"]}}""");
        await PassAsync(2);

        (await Api.DeleteAsync("/api/v1/namespaces/t")).ShouldBe(HttpStatusCode.OK).Json.Text("status", "phase").ShouldBe("Terminating");
        (await Api.PostAsync(Maps, Map("late"))).ShouldBe(HttpStatusCode.Forbidden);
        await PassAsync(3);
        (await NamesAsync(Pods)).ShouldBeEmpty();
        (await NamesAsync("/api/v1/namespaces")).ShouldContain("t");

        await Api.MergeAsync(Maps + "/held", """{"metadata":{"finalizers":null}}""");
        Cluster.RunPending();
        (await NamesAsync("/api/v1/namespaces")).ShouldNotContain("t");
    }

    private async Task OwnAsync(string owner, string dependent, bool create = true)
    {
        var uid = (create ? (await Api.PostAsync(Maps, Map(owner))).Json : await GetAsync($"{Maps}/{owner}")).UidOf();
        var json = $$$"""{"metadata":{"name":"{{{dependent}}}","ownerReferences":[{{{Reference(owner, uid).ToJsonString()}}}]}}""";
        (await Api.PostAsync(Maps, json)).ShouldBe(HttpStatusCode.Created);
    }

    private static System.Text.Json.Nodes.JsonObject Reference(string name, string uid) =>
        new() { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["name"] = name, ["uid"] = uid, ["blockOwnerDeletion"] = true };
}
