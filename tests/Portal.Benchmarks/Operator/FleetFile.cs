using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portal.Benchmarks.Operator;

/// <summary>
/// Thousands of rollouts that are live already, as a cluster finds them after a restart: a cluster's state with one rollout in it, which an operator has
/// installed for real, with copies of it under other names.
/// </summary>
internal static partial class FleetFile
{
    /// <summary>The one that is copied.</summary>
    public static readonly FleetName Original = new("tenant-original", "plugin-original");

    public static void Multiply(string path, int count)
    {
        var state = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        var items = state["items"]!.AsArray().Select(item => item!).ToList();
        // What happened while it was installed is nobody's affair.
        var originals = items.Where(item => Namespace(item) == Original.Namespace && !((string)item["collection"]!).EndsWith("/events", StringComparison.Ordinal)).Select(item => item.ToJsonString()).ToList();
        var space = items.Single(item => (string?)item["object"]!["kind"] == "Namespace" && (string?)item["object"]!["metadata"]!["name"] == Original.Namespace).ToJsonString();
        var uids = Uid().Matches(string.Concat(originals)).Select(match => match.Value).Distinct().ToList();
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false));
        file.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"resourceVersion\":\"{10_000_000}\",\"items\":["));
        file.Write(string.Join(",\n", items.Where(item => Namespace(item) != Original.Namespace).Select(item => item.ToJsonString())));
        var version = 1_000_000;
        var spaces = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < count; number++)
        {
            var name = FleetName.Of(number);
            var fresh = uids.ToDictionary(uid => uid, _ => Guid.NewGuid().ToString());
            foreach (var original in spaces.Add(name.Namespace) ? originals.Prepend(space) : originals)
            {
                var copy = Uid().Replace(original.Replace(Original.Namespace, name.Namespace, StringComparison.Ordinal).Replace(Original.Name, name.Name, StringComparison.Ordinal),
                    match => fresh.GetValueOrDefault(match.Value) ?? Guid.NewGuid().ToString());
                file.Write(",\n");
                file.Write(Version().Replace(copy, $"\"resourceVersion\":\"{++version}\""));
            }
        }

        file.Write("]}\n");
    }

    private static string? Namespace(JsonNode item) => (string?)item["object"]!["metadata"]!["namespace"];

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uid();

    [GeneratedRegex("\"resourceVersion\":\"[0-9]+\"")]
    private static partial Regex Version();
}
