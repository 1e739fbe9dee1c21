using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>The pod template before a rolling update, kept in the Deployment by the write that replaces it.</summary>
internal static class KeptTemplate
{
    public static string? Revision(JsonObject deployment) => Read(deployment).TextAt("revision");

    public static JsonObject? Template(JsonObject deployment) => Read(deployment).ObjectAt("template");

    /// <summary>Keeps the current template if it is the one to go back to; else what is kept already stays.</summary>
    public static void Keep(JsonObject deployment, string revision)
    {
        if (deployment.TextAt("spec", "template", "metadata", "labels", RolloutNames.RevisionLabel) != revision)
        {
            return;
        }

        var metadata = deployment["metadata"]!;
        if (metadata["annotations"] is not JsonObject annotations)
        {
            metadata["annotations"] = annotations = [];
        }

        annotations[RolloutNames.KeptTemplateAnnotation] =
            new JsonObject { ["revision"] = revision, ["template"] = deployment.At("spec", "template")!.DeepClone() }.ToJsonString();
    }

    public static void Forget(JsonObject deployment) => deployment.ObjectAt("metadata", "annotations")?.Remove(RolloutNames.KeptTemplateAnnotation);

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
