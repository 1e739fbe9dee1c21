using System.Net;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

/// <summary>Who owns which fields, and what applying does about it.</summary>
public sealed class ServerSideApplyTests : ClusterTest
{
    [Fact]
    public async Task Apply_NewObject_IsCreatedWithItsManager()
    {
        var created = (await Api.ApplyAsync(Maps + "/a", "one", "data:\n  k: v\n  yes: \"true\"\n")).ShouldBe(HttpStatusCode.Created).Json;
        created.TextMap("data").ShouldBe(new Dictionary<string, string> { ["k"] = "v", ["yes"] = "true" });
        var entry = created.Objects("metadata", "managedFields").ShouldHaveSingleItem();
        entry.Text("manager").ShouldBe("one");
        entry["fieldsV1"]!.ToJsonString().ShouldBe("""{"f:data":{"f:k":{},"f:yes":{}}}""");
        (await Api.ApplyAsync(Maps + "/a", "one", "data:\n  k: v\n  yes: \"true\"\n")).ShouldBe(HttpStatusCode.OK).Version.ShouldBe(created.Text("metadata", "resourceVersion"));
    }

    [Fact]
    public async Task Apply_FieldLeftOut_IsWithdrawnUnlessSomebodyElseAppliesIt()
    {
        await Api.ApplyAsync(Maps + "/a", "one", """{"data":{"mine":"1","ours":"2"}}""");
        await Api.ApplyAsync(Maps + "/a", "two", """{"data":{"ours":"2"}}""");
        await Api.MergeAsync(Maps + "/a", """{"data":{"theirs":"3"}}""");
        var applied = (await Api.ApplyAsync(Maps + "/a", "one", """{"data":{}}""")).ShouldBe(HttpStatusCode.OK).Json;
        applied.TextMap("data").Keys.Order().ShouldBe(["ours", "theirs"]);
    }

    [Fact]
    public async Task Apply_FieldOfAnother_ConflictsUntilForced()
    {
        await Api.ApplyAsync(Maps + "/a", "one", """{"data":{"k":"1"}}""");
        var refused = (await Api.ApplyAsync(Maps + "/a", "two", """{"data":{"k":"2"}}""")).ShouldBe(HttpStatusCode.Conflict);
        refused.Message.ShouldBe("Apply failed with 1 conflict: conflict with \"one\": .data.k");
        refused.Json.Objects("details", "causes").Single().Text("reason").ShouldBe("FieldManagerConflict");

        var forced = (await Api.ApplyAsync(Maps + "/a", "two", """{"data":{"k":"2"}}""", force: true)).ShouldBe(HttpStatusCode.OK).Json;
        forced.Text("data", "k").ShouldBe("2");
        forced.Objects("metadata", "managedFields").Select(entry => entry.Text("manager")).ShouldBe(["two"]);
    }

    [Fact]
    public async Task Apply_KeyedLists_BelongToTheirAppliersEntryByEntry()
    {
        await Api.PostAsync(Deployments, Deployment("web", 1));
        await Api.ApplyAsync(Deployments + "/web", "env", """{"spec":{"template":{"spec":{"containers":[{"name":"main","env":[{"name":"C","value":"3"}]}]}}}}""");
        var applied = (await Api.ApplyAsync(Deployments + "/web", "env", """{"spec":{"template":{"spec":{"containers":[{"name":"main","env":[{"name":"D","value":"4"}]}]}}}}"""))
            .ShouldBe(HttpStatusCode.OK).Json;
        var container = applied.Objects("spec", "template", "spec", "containers").ShouldHaveSingleItem();
        container.Text("image").ShouldBe("example:1");
        container.Objects("env").Select(entry => entry.Text("name")).ShouldBe(["A", "B", "D"]);
    }

    [Fact]
    public async Task Apply_OfStatus_WritesStatusAlone()
    {
        await DefineWidgetsAsync();
        await Api.PostAsync(Widgets, """{"metadata":{"name":"a"},"spec":{"color":"red"}}""");
        var applied = (await Api.ApplyAsync(Widgets + "/a/status", "one", """{"spec":{"color":"blue"},"status":{"phase":"On"}}""")).ShouldBe(HttpStatusCode.OK).Json;
        applied.Text("status", "phase").ShouldBe("On");
        applied.Text("spec", "color").ShouldBe("red");
    }

    [Fact]
    public async Task Apply_WithoutManager_IsRefused()
    {
        (await Api.PatchAsync(Maps + "/a", "apply-patch+yaml", "{}")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Update_ByAPlainWriter_OwnsWhatItChangesAndNothingElse()
    {
        await Api.PostAsync(Maps + "?fieldManager=maker", Map("a", """{"x":"1"}""", """{"k":"1","l":"2"}"""));
        var changed = (await Api.MergeAsync(Maps + "/a?fieldManager=editor", """{"data":{"l":"3","m":"4"}}""")).ShouldBe(HttpStatusCode.OK).Json;
        Owners(changed).ShouldBe(
        [
            """maker Update {"f:data":{".":{},"f:k":{}},"f:metadata":{"f:labels":{".":{},"f:x":{}}}}""",
            """editor Update {"f:data":{"f:l":{},"f:m":{}}}""",
        ]);

        // What is removed is nobody's.
        var removed = (await Api.MergeAsync(Maps + "/a?fieldManager=third", """{"data":{"l":null}}""")).ShouldBe(HttpStatusCode.OK).Json;
        Owners(removed)[1].ShouldBe("""editor Update {"f:data":{"f:m":{}}}""");
        Owners(removed).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Apply_FieldThatAPlainWriterOwns_ConflictsByManagerAndVersion()
    {
        await Api.PostAsync(Deployments + "?fieldManager=maker", Deployment("web", 1));
        const string Wanted = """{"spec":{"replicas":3,"template":{"spec":{"containers":[{"name":"main","image":"example:2"}]}}}}""";
        var refused = (await Api.ApplyAsync(Deployments + "/web", "one", Wanted)).ShouldBe(HttpStatusCode.Conflict);
        refused.Message.ShouldBe(
            "Apply failed with 2 conflicts: conflicts with \"maker\" using apps/v1:\n- .spec.replicas\n- .spec.template.spec.containers[name=\"main\"].image");
        refused.Json.Objects("details", "causes").Select(cause => cause.Text("message")).ShouldBe(["conflict with \"maker\" using apps/v1", "conflict with \"maker\" using apps/v1"]);

        // The same value is no conflict: both own it.
        (await Api.ApplyAsync(Deployments + "/web", "one", """{"spec":{"replicas":1}}""")).ShouldBe(HttpStatusCode.OK);
        var forced = (await Api.ApplyAsync(Deployments + "/web", "one", Wanted, force: true)).ShouldBe(HttpStatusCode.OK).Json;
        forced.Number("spec", "replicas").ShouldBe(3);
        Owners(forced)[0].ShouldNotContain("f:replicas");
    }

    [Fact]
    public async Task Apply_EntryLeftOut_GoesWithItsDefaults()
    {
        const string Two = """{"spec":{"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"main","image":"a:1"},{"name":"side","image":"b:1"}]}}}}""";
        const string One = """{"spec":{"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"main","image":"a:1"}]}}}}""";
        (await Api.ApplyAsync(Deployments + "/web", "one", Two)).ShouldBe(HttpStatusCode.Created);
        var applied = (await Api.ApplyAsync(Deployments + "/web", "one", One)).ShouldBe(HttpStatusCode.OK).Json;
        applied.Objects("spec", "template", "spec", "containers").Select(container => container.Text("name")).ShouldBe(["main"]);
    }

    [Fact]
    public async Task Apply_ToACustomResource_FollowsTheListTypesOfItsSchema()
    {
        const string Schema =
            """
            {"type":"object","properties":{
              "set":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},"atomic":{"type":"array","items":{"type":"string"}},
              "map":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"a":{"type":"integer"},"b":{"type":"integer"}}}},
              "whole":{"type":"object","x-kubernetes-map-type":"atomic","properties":{"a":{"type":"integer"},"b":{"type":"integer"}}}}}
            """;
        await Api.PostAsync(
            Definitions,
            $$$"""{"metadata":{"name":"gadgets.example.test"},"spec":{"group":"example.test","scope":"Namespaced","names":{"plural":"gadgets","kind":"Gadget"},"versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{{{Schema}}}}}]}}""");
        Cluster.RunPending();
        const string Gadget = "/apis/example.test/v1/namespaces/t/gadgets/a";
        await Api.ApplyAsync(Gadget, "one", """{"set":["x"],"atomic":["x"],"map":[{"name":"n","a":1}],"whole":{"a":1}}""");
        var both = (await Api.ApplyAsync(Gadget, "two", """{"set":["y"],"map":[{"name":"n","b":2},{"name":"m","a":3}]}""")).ShouldBe(HttpStatusCode.OK).Json;
        both["set"]!.ToJsonString().ShouldBe("""["x","y"]""");
        both["map"]!.ToJsonString().ShouldBe("""[{"name":"n","a":1,"b":2},{"name":"m","a":3}]""");
        (await Api.ApplyAsync(Gadget, "two", """{"atomic":["y"]}""")).ShouldBe(HttpStatusCode.Conflict).Message.ShouldBe("Apply failed with 1 conflict: conflict with \"one\": .atomic");
        (await Api.ApplyAsync(Gadget, "two", """{"whole":{"b":1}}""")).ShouldBe(HttpStatusCode.Conflict).Message.ShouldBe("Apply failed with 1 conflict: conflict with \"one\": .whole");

        var left = (await Api.ApplyAsync(Gadget, "one", """{"map":[{"name":"n"}]}""")).ShouldBe(HttpStatusCode.OK).Json;
        left["set"]!.ToJsonString().ShouldBe("""["y"]""");
        left["map"]!.ToJsonString().ShouldBe("""[{"name":"n","b":2},{"name":"m","a":3}]""");
        left["whole"].ShouldBeNull();
    }

    [Fact]
    public async Task Apply_WithAVersion_IsForThatVersionOnly()
    {
        var first = await Api.ApplyAsync(Maps + "/a", "one", """{"data":{"k":"1"}}""");
        await Api.MergeAsync(Maps + "/a", """{"data":{"l":"1"}}""");
        (await Api.ApplyAsync(Maps + "/a", "one", $$$"""{"metadata":{"resourceVersion":"{{{first.Version}}}"},"data":{"k":"2"}}""")).ShouldBe(HttpStatusCode.Conflict)
            .Message!.ShouldContain("the object has been modified");
        (await Api.MergeAsync(Maps + "/a", $$$"""{"metadata":{"resourceVersion":"{{{first.Version}}}"},"data":{"k":"2"}}""")).ShouldBe(HttpStatusCode.Conflict);
        (await Api.PatchAsync(Maps + "/a", "json-patch+json", $$$"""[{"op":"test","path":"/metadata/resourceVersion","value":"{{{first.Version}}}"},{"op":"add","path":"/data/k","value":"2"}]"""))
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await GetAsync(Maps + "/a")).Text("data", "k").ShouldBe("1");
    }

    [Theory]
    [InlineData("apply-patch+yaml", """{"data":{"k":"2"}}""")]
    [InlineData("merge-patch+json", """{"data":{"k":"2"}}""")]
    [InlineData("json-patch+json", """[{"op":"replace","path":"/data/k","value":"2"}]""")]
    [InlineData("strategic-merge-patch+json", """{"data":{"k":"2"}}""")]
    public async Task Patch_DryRun_AnswersAndKeepsNothing(string kind, string patch)
    {
        await Api.PostAsync(Maps, Map("a", data: """{"k":"1"}"""));
        var answered = (await Api.PatchAsync(Maps + "/a?dryRun=All&fieldManager=one&force=true", kind, patch)).ShouldBe(HttpStatusCode.OK).Json;
        answered.Text("data", "k").ShouldBe("2");
        (await GetAsync(Maps + "/a")).Text("data", "k").ShouldBe("1");
    }

    [Fact]
    public async Task Update_WithAnEmptyEntry_ForgetsTheManagers()
    {
        await Api.ApplyAsync(Maps + "/a", "one", """{"data":{"k":"1"}}""");
        var reset = (await Api.MergeAsync(Maps + "/a", """{"metadata":{"managedFields":[{}]}}""")).ShouldBe(HttpStatusCode.OK).Json;
        reset.At("metadata", "managedFields").ShouldBeNull();
    }

    private static List<string> Owners(JsonObject item) =>
        [.. item.Objects("metadata", "managedFields").Select(entry => $"{entry.Text("manager")} {entry.Text("operation")} {entry["fieldsV1"]!.ToJsonString()}")];
}
