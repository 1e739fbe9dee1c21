using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>The pod template before a rolling update, kept in the Deployment by the write that replaces it.</summary>
internal static class KeptTemplate
{
    public static string? Revision(JsonObject deployment) => Read(deployment).TextAt("revision");

    public static JsonObject? Template(JsonObject deployment) => Read(deployment).ObjectAt("template");

    /// <summary>What the Deployment is to keep: its current template if that is the one to go back to; else what it keeps already.</summary>
    public static string? Keep(JsonObject deployment, string revision) =>
        deployment.TextAt("spec", "template", "metadata", "labels", RolloutNames.RevisionLabel) == revision
            ? new JsonObject { ["revision"] = revision, ["template"] = deployment.At("spec", "template")!.DeepClone() }.ToJsonString()
            : deployment.Annotation(RolloutNames.KeptTemplateAnnotation);

    private static JsonNode? Read(JsonObject deployment)
    {
        try
        {
            return deployment.Annotation(RolloutNames.KeptTemplateAnnotation) is { } text ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null; // Somebody else wrote there: then there is nothing to go back to.
        }
    }
}
