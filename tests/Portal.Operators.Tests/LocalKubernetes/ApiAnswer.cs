using System.Net;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

/// <summary>What the API said.</summary>
internal sealed record ApiAnswer(HttpStatusCode Code, string Body)
{
    public JsonObject Json => (JsonObject)JsonNode.Parse(Body)!;

    public string? Reason => Json.Text("reason");

    public string? Message => Json.Text("message");

    public string Version => Json.Text("metadata", "resourceVersion")!;

    public ApiAnswer ShouldBe(HttpStatusCode code)
    {
        Code.ShouldBe(code, Body);
        return this;
    }
}
