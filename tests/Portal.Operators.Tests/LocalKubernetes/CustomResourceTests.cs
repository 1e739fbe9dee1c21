using System.Net;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class CustomResourceTests : ClusterTest
{
    [Fact]
    public async Task Define_NewKind_IsEstablishedAndServed()
    {
        (await Api.GetAsync(Widgets)).ShouldBe(HttpStatusCode.NotFound);
        await DefineWidgetsAsync();

        var definition = await GetAsync(Definitions + "/widgets.example.test");
        definition.Objects("status", "conditions").Select(condition => $"{condition.Text("type")}={condition.Text("status")}")
            .ShouldBe(["NamesAccepted=True", "Established=True"]);
        definition.Text("status", "acceptedNames", "listKind").ShouldBe("WidgetList");
        (await GetAsync("/apis/example.test/v1")).Objects("resources").Select(resource => resource.Text("name"))
            .ShouldBe(["widgets", "widgets/status", "widgets/scale"]);
        (await GetAsync("/openapi/v3")).At("paths", "apis/example.test/v1").ShouldNotBeNull();
    }

    [Fact]
    public async Task Define_WrongName_IsInvalid()
    {
        var json = WidgetDefinition.Json.Replace("widgets.example.test", "gadgets.example.test", StringComparison.Ordinal);
        (await Api.PostAsync(Definitions, json)).ShouldBe(HttpStatusCode.UnprocessableEntity).Reason.ShouldBe("Invalid");
    }

    [Fact]
    public async Task Create_LeftOutFields_GetTheirDefaultsAndUnknownOnesAreDropped()
    {
        await DefineWidgetsAsync();
        var json = """{"metadata":{"name":"a"},"spec":{"color":"red","unknown":1,"parts":[{"name":"x","unknown":2}],"extra":{"any":{"thing":1}}}}""";
        var created = (await Api.PostAsync(Widgets, json)).ShouldBe(HttpStatusCode.Created).Json;
        created["spec"]!.ToJsonString().ShouldBe("""{"color":"red","parts":[{"name":"x","count":1}],"extra":{"any":{"thing":1}},"size":3}""");
    }

    [Fact]
    public async Task Create_UnknownFieldUnderStrictValidation_IsRefused()
    {
        await DefineWidgetsAsync();
        var answer = await Api.PostAsync(Widgets + "?fieldValidation=Strict", """{"metadata":{"name":"a"},"spec":{"color":"red","colour":"red"}}""");
        answer.ShouldBe(HttpStatusCode.BadRequest).Message.ShouldBe("strict decoding error: unknown field \"spec.colour\"");
    }

    [Theory]
    [InlineData("""{"size":3}""", "spec.color", "FieldValueRequired")]
    [InlineData("""{"color":"green"}""", "spec.color", "FieldValueNotSupported")]
    [InlineData("""{"color":"red","size":10}""", "spec.size", "FieldValueInvalid")]
    [InlineData("""{"color":"red","size":"3"}""", "spec.size", "FieldValueTypeInvalid")]
    [InlineData("""{"color":"red","parts":[{"count":1.5}]}""", "spec.parts[0].count", "FieldValueTypeInvalid")]
    public async Task Create_AgainstTheSchema_IsInvalid(string spec, string field, string reason)
    {
        await DefineWidgetsAsync();
        var answer = (await Api.PostAsync(Widgets, $$$"""{"metadata":{"name":"a"},"spec":{{{spec}}}}""")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        var cause = answer.Json.Objects("details", "causes").ShouldHaveSingleItem();
        cause.Text("field").ShouldBe(field);
        cause.Text("reason").ShouldBe(reason);
    }

    [Fact]
    public async Task Update_WithoutVersion_IsInvalid()
    {
        await DefineWidgetsAsync();
        var created = (await Api.PostAsync(Widgets, """{"metadata":{"name":"a"},"spec":{"color":"red"}}""")).Json;
        created.Meta().Remove("resourceVersion");
        (await Api.PutAsync(Widgets + "/a", created)).ShouldBe(HttpStatusCode.UnprocessableEntity).Message!.ShouldContain("must be specified for an update");
    }

    [Fact]
    public async Task List_AsTable_FollowsThePrinterColumns()
    {
        await DefineWidgetsAsync();
        await Api.PostAsync(Widgets, """{"metadata":{"name":"a","labels":{"example.test/team":"core"}},"spec":{"color":"red"}}""");
        await Api.MergeAsync(Widgets + "/a/status", """{"status":{"phase":"On","conditions":[{"type":"Other","status":"False"},{"type":"Ready","status":"True"}]}}""");
        await Api.PostAsync(Widgets, """{"metadata":{"name":"b"},"spec":{"color":"red"}}""");
        Clock.Advance(TimeSpan.FromMinutes(3));

        var table = (await Api.GetAsync(Widgets, Table)).Json;
        table.Objects("columnDefinitions").Select(column => column.Text("name")).ShouldBe(["Name", "Phase", "Size", "Ready", "Team", "Age"]);
        table.Objects("rows").Select(row => row["cells"]!.ToJsonString()).ShouldBe(["""["a","On",3,"True","core","3m"]""", """["b",null,3,null,null,"3m"]"""]);
    }

    [Fact]
    public async Task Delete_Definition_TakesItsObjectsAlong()
    {
        await DefineWidgetsAsync();
        await Api.PostAsync(Widgets, """{"metadata":{"name":"a"},"spec":{"color":"red"}}""");
        using var watch = await Api.WatchAsync(Widgets);
        (await watch.NextLineAsync()).ShouldBe("ADDED a");

        await Api.DeleteAsync(Definitions + "/widgets.example.test");
        Cluster.RunPending();
        (await watch.NextLineAsync()).ShouldBe("DELETED a");
        (await Api.GetAsync(Widgets)).ShouldBe(HttpStatusCode.NotFound);
        (await NamesAsync(Definitions)).ShouldBeEmpty();
    }
}
