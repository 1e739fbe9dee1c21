using System.Net;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class PatchTests : ClusterTest
{
    [Fact]
    public async Task MergePatch_SetsAndRemoves()
    {
        await Api.PostAsync(Maps, Map("a", data: """{"keep":"1","drop":"2"}"""));
        var patched = (await Api.MergeAsync(Maps + "/a", """{"data":{"drop":null,"add":"3"}}""")).ShouldBe(HttpStatusCode.OK).Json;
        patched["data"]!.ToJsonString().ShouldBe("""{"keep":"1","add":"3"}""");
    }

    [Fact]
    public async Task MergePatch_WithAVersion_HoldsItAgainstTheObject()
    {
        var created = await Api.PostAsync(Maps, Map("a"));
        await Api.MergeAsync(Maps + "/a", """{"data":{"k":"1"}}""");
        var stale = $$$"""{"metadata":{"resourceVersion":"{{{created.Version}}}"},"data":{"k":"2"}}""";
        (await Api.MergeAsync(Maps + "/a", stale)).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task JsonPatch_AppliesItsOperationsInOrder()
    {
        await Api.PostAsync(Maps, Map("a", data: """{"a/b":"1","c":"2"}"""));
        var patch =
            """
            [{"op":"test","path":"/data/c","value":"2"},{"op":"replace","path":"/data/a~1b","value":"3"},{"op":"copy","from":"/data/c","path":"/data/d"},
            {"op":"move","from":"/data/c","path":"/data/e"},{"op":"add","path":"/data/f","value":"4"},{"op":"remove","path":"/data/d"}]
            """;
        var patched = (await Api.PatchAsync(Maps + "/a", "json-patch+json", patch)).ShouldBe(HttpStatusCode.OK).Json;
        patched.TextMap("data").OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}").ShouldBe(["a/b=3", "e=2", "f=4"]);
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/data/k","value":"other"}]""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""[{"op":"remove","path":"/data/none"}]""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""[{"op":"dance","path":"/data/k"}]""", HttpStatusCode.BadRequest)]
    [InlineData("""[{"op":"add","path":"/data/k"}]""", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    public async Task JsonPatch_ThatDoesNotFit_ChangesNothing(string patch, HttpStatusCode code)
    {
        var created = await Api.PostAsync(Maps, Map("a", data: """{"k":"v"}"""));
        (await Api.PatchAsync(Maps + "/a", "json-patch+json", patch)).ShouldBe(code);
        (await Api.GetAsync(Maps + "/a")).Version.ShouldBe(created.Version);
    }

    [Fact]
    public async Task StrategicPatch_MergesListsByKey()
    {
        await Api.PostAsync(Deployments, Deployment("web", 1));
        var patch =
            """
            {"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"side"},{"name":"main"}],"containers":[
              {"name":"main","env":[{"name":"A","value":"9"},{"$patch":"delete","name":"B"}]},{"name":"side","image":"side:1"}]}}}}
            """;
        var patched = (await Api.PatchAsync(Deployments + "/web", "strategic-merge-patch+json", patch)).ShouldBe(HttpStatusCode.OK).Json;
        var containers = patched.Objects("spec", "template", "spec", "containers").ToList();

        containers.Select(container => container.Text("name")).ShouldBe(["side", "main"]);
        containers[1].Text("image").ShouldBe("example:1");
        containers[1]["env"]!.ToJsonString().ShouldBe("""[{"name":"A","value":"9"}]""");
    }

    [Fact]
    public async Task StrategicPatch_RetainKeys_DropsTheOthers()
    {
        await Api.PostAsync(Deployments, Deployment("web", 1));
        var patch = """{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}""";
        var patched = (await Api.PatchAsync(Deployments + "/web", "strategic-merge-patch+json", patch)).Json;
        patched.At("spec", "strategy")!.ToJsonString().ShouldBe("""{"type":"Recreate"}""");
    }

    [Fact]
    public async Task StrategicPatch_OfACustomResource_IsUnsupported()
    {
        await DefineWidgetsAsync();
        await Api.PostAsync(Widgets, """{"metadata":{"name":"a"},"spec":{"color":"red"}}""");
        (await Api.PatchAsync(Widgets + "/a", "strategic-merge-patch+json", "{}")).ShouldBe(HttpStatusCode.UnsupportedMediaType).Reason.ShouldBe("UnsupportedMediaType");
    }

    [Fact]
    public async Task Scale_Subresource_ReadsAndWritesReplicas()
    {
        await Api.PostAsync(Deployments, Deployment("web", 2));
        (await GetAsync(Deployments + "/web/scale")).Number("spec", "replicas").ShouldBe(2);
        (await Api.MergeAsync(Deployments + "/web/scale", """{"spec":{"replicas":5}}""")).ShouldBe(HttpStatusCode.OK).Json.Text("kind").ShouldBe("Scale");
        (await GetAsync(Deployments + "/web")).Number("spec", "replicas").ShouldBe(5);
    }
}
