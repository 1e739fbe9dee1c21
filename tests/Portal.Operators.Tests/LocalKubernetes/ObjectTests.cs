using System.Net;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class ObjectTests : ClusterTest
{
    [Fact]
    public async Task Create_NewObject_GetsIdentity()
    {
        var created = (await Api.PostAsync(Maps, Map("a", data: """{"k":"v"}"""))).ShouldBe(HttpStatusCode.Created).Json;

        Guid.TryParse(created.UidOf(), out _).ShouldBeTrue();
        created.Text("metadata", "creationTimestamp").ShouldBe("2026-11-21T08:00:00Z");
        created.Text("apiVersion").ShouldBe("v1");
        created.Text("kind").ShouldBe("ConfigMap");
        created.NamespaceOf().ShouldBe("t");
        (await GetAsync(Maps + "/a")).ToJsonString().ShouldBe(created.ToJsonString());
    }

    [Fact]
    public async Task Create_SameName_AnswersAlreadyExistsInTheRealShape()
    {
        await Api.PostAsync(Deployments, Deployment("a", 1));
        var second = (await Api.PostAsync(Deployments, Deployment("a", 1))).ShouldBe(HttpStatusCode.Conflict);

        second.Json.ToJsonString().ShouldBe(
            """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"deployments.apps \u0022a\u0022 already exists","reason":"AlreadyExists","details":{"name":"a","group":"apps","kind":"deployments"},"code":409}""");
    }

    [Fact]
    public async Task Create_WithGenerateName_AppendsASuffix()
    {
        var created = (await Api.PostAsync(Maps, """{"metadata":{"generateName":"a-"}}""")).ShouldBe(HttpStatusCode.Created);
        created.Json.NameOf().ShouldMatch("^a-[a-z0-9]{5}$");
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"A_b"}}""", HttpStatusCode.UnprocessableEntity, "Invalid")]
    [InlineData("""{"metadata":{}}""", HttpStatusCode.UnprocessableEntity, "Invalid")]
    [InlineData("""{"metadata":{"name":"a","namespace":"other"}}""", HttpStatusCode.BadRequest, "BadRequest")]
    [InlineData("""{"kind":"Secret","metadata":{"name":"a"}}""", HttpStatusCode.BadRequest, "BadRequest")]
    [InlineData("""{"metadata":{"name":"a","resourceVersion":"1"}}""", HttpStatusCode.BadRequest, "BadRequest")]
    [InlineData("""{"metadata":{"name":"a","labels":{"x":1}}}""", HttpStatusCode.BadRequest, "BadRequest")]
    [InlineData("""{"metadata":{"name":"a","name":"b"}}""", HttpStatusCode.BadRequest, "BadRequest")]
    [InlineData("""{"metadata":""", HttpStatusCode.BadRequest, "BadRequest")]
    [InlineData("[]", HttpStatusCode.BadRequest, "BadRequest")]
    public async Task Create_WrongObject_IsRefused(string json, HttpStatusCode code, string reason)
    {
        (await Api.PostAsync(Maps, json)).ShouldBe(code).Reason.ShouldBe(reason);
        (await NamesAsync(Maps)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_BodyOverTheLimit_IsTooLarge()
    {
        // Asking first: the server need not read what it refuses, and may close while the client still writes.
        using var http = new HttpClient { BaseAddress = Cluster.Url };
        http.DefaultRequestHeaders.ExpectContinue = true;
        http.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", Cluster.Token);
        using var body = new StringContent(Map("a", data: $$"""{"k":"{{new string('x', 3 * 1024 * 1024)}}"}"""), System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(Maps, body);
        new ApiAnswer(response.StatusCode, await response.Content.ReadAsStringAsync()).ShouldBe(HttpStatusCode.RequestEntityTooLarge).Reason.ShouldBe("RequestEntityTooLarge");
    }

    [Fact]
    public async Task Create_InMissingNamespace_IsNotFound()
    {
        var answer = (await Api.PostAsync("/api/v1/namespaces/nowhere/configmaps", Map("a"))).ShouldBe(HttpStatusCode.NotFound);
        answer.Message.ShouldBe("namespaces \"nowhere\" not found");
    }

    [Fact]
    public async Task Create_DryRun_KeepsNothing()
    {
        (await Api.PostAsync(Maps + "?dryRun=All", Map("a"))).ShouldBe(HttpStatusCode.Created);
        (await NamesAsync(Maps)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Update_StaleVersion_IsAConflict()
    {
        var first = (await Api.PostAsync(Maps, Map("a"))).Json;
        var changed = first.Clone();
        changed["data"] = new System.Text.Json.Nodes.JsonObject { ["k"] = "1" };
        (await Api.PutAsync(Maps + "/a", changed)).ShouldBe(HttpStatusCode.OK);

        var answer = (await Api.PutAsync(Maps + "/a", first)).ShouldBe(HttpStatusCode.Conflict);
        answer.Reason.ShouldBe("Conflict");
        answer.Message.ShouldBe("Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again");
        (await GetAsync(Maps + "/a")).Text("data", "k").ShouldBe("1");
    }

    [Fact]
    public async Task Update_NothingChanged_KeepsTheVersion()
    {
        var first = (await Api.PostAsync(Maps, Map("a"))).Json;
        (await Api.PutAsync(Maps + "/a", first)).Version.ShouldBe(first.Text("metadata", "resourceVersion"));
    }

    [Fact]
    public async Task Update_OtherUid_IsAConflict()
    {
        var first = (await Api.PostAsync(Maps, Map("a"))).Json;
        first.Meta()["uid"] = Guid.Empty.ToString();
        first.Meta().Remove("resourceVersion");
        (await Api.PutAsync(Maps + "/a", first)).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Generation_CountsChangesOfTheSpecAlone()
    {
        await DefineWidgetsAsync();
        await Api.PostAsync(Widgets, """{"metadata":{"name":"a"},"spec":{"color":"red"}}""");
        (await Api.MergeAsync(Widgets + "/a", """{"metadata":{"labels":{"x":"y"}}}""")).Json.Number("metadata", "generation").ShouldBe(1);
        (await Api.MergeAsync(Widgets + "/a/status", """{"status":{"phase":"On"}}""")).Json.Number("metadata", "generation").ShouldBe(1);
        (await Api.MergeAsync(Widgets + "/a", """{"spec":{"color":"blue"}}""")).Json.Number("metadata", "generation").ShouldBe(2);
    }

    [Fact]
    public async Task Status_IsWrittenByItsSubresourceAlone()
    {
        await DefineWidgetsAsync();
        var created = (await Api.PostAsync(Widgets, """{"metadata":{"name":"a"},"spec":{"color":"red"},"status":{"phase":"Sent"}}""")).Json;
        created["status"].ShouldBeNull();

        var status = (await Api.MergeAsync(Widgets + "/a/status", """{"spec":{"color":"blue"},"metadata":{"labels":{"x":"y"}},"status":{"phase":"On"}}""")).Json;
        status.Text("status", "phase").ShouldBe("On");
        status.Text("spec", "color").ShouldBe("red");
        status.Label("x").ShouldBeNull();

        var main = (await Api.MergeAsync(Widgets + "/a", """{"spec":{"color":"blue"},"status":{"phase":"Off"}}""")).Json;
        main.Text("status", "phase").ShouldBe("On");
        main.Text("spec", "color").ShouldBe("blue");
    }

    [Fact]
    public async Task Status_StaleVersion_IsAConflict()
    {
        await DefineWidgetsAsync();
        var first = (await Api.PostAsync(Widgets, """{"metadata":{"name":"a"},"spec":{"color":"red"}}""")).Json;
        await Api.MergeAsync(Widgets + "/a", """{"spec":{"size":5}}""");
        (await Api.PutAsync(Widgets + "/a/status", first)).ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("/api/v1/namespaces/t/configmaps/none", "configmaps \"none\" not found")]
    [InlineData("/apis/apps/v1/namespaces/t/deployments/none", "deployments.apps \"none\" not found")]
    [InlineData("/api/v1/nonsense", "the server could not find the requested resource")]
    [InlineData("/apis/nobody.test/v1", "the server could not find the requested resource")]
    [InlineData("/elsewhere", "the server could not find the requested resource")]
    public async Task Get_WhatIsNotThere_IsNotFound(string path, string message)
    {
        (await Api.GetAsync(path)).ShouldBe(HttpStatusCode.NotFound).Message.ShouldBe(message);
    }

    [Fact]
    public async Task Request_WithoutToken_IsUnauthorizedButHealthIsOpen()
    {
        using var stranger = new HttpClient { BaseAddress = Cluster.Url };
        (await stranger.GetAsync("/api/v1/namespaces")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var path in (string[])["/healthz", "/livez", "/readyz"])
        {
            (await stranger.GetStringAsync(path)).ShouldBe("ok");
        }
    }

    [Fact]
    public async Task Events_AreOneCollectionInTwoGroups()
    {
        var events = "/apis/events.k8s.io/v1/namespaces/t/events";
        var json = """{"metadata":{"name":"e"},"eventTime":"2026-11-21T08:00:00.000000Z","type":"Normal","reason":"Promoted","action":"Promote","note":"done","regarding":{"kind":"Widget","name":"a","namespace":"t"},"reportingController":"portal"}""";
        (await Api.PostAsync(events, json)).ShouldBe(HttpStatusCode.Created).Json.Text("note").ShouldBe("done");

        var core = (await ItemsAsync("/api/v1/namespaces/t/events?fieldSelector=involvedObject.name%3Da")).ShouldHaveSingleItem();
        core.Text("apiVersion").ShouldBe("v1");
        core.Text("message").ShouldBe("done");
        core.Text("reportingComponent").ShouldBe("portal");
        (await GetAsync(events + "/e")).Text("regarding", "name").ShouldBe("a");
    }
}
