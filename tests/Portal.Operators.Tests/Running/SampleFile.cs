using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Tests.Running;

/// <summary>One of <c>samples/rollouts</c>: what a person would apply.</summary>
internal static class SampleFile
{
    private static string Folder => Path.Combine(RepositoryFolder.Find(), "samples", "rollouts");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.yaml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);

    /// <summary>Its objects, in the stage's namespace.</summary>
    public static IReadOnlyList<JsonObject> Read(string name)
    {
        var documents = File.ReadAllText(Path.Combine(Folder, name)).Split("\n---\n");
        return [.. documents.Select(text =>
        {
            using var reader = new StringReader(text);
            var document = YamlDocument.Read(reader);
            document["metadata"]!["namespace"] = VirtualStage.Space;
            return document;
        })];
    }
}
