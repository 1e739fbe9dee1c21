using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Selectors;

/// <summary>A conjunction of conditions on labels: from a query string, a LabelSelector object, or a plain map.</summary>
internal sealed partial class LabelSelector(IReadOnlyList<Requirement> requirements)
{
    public static LabelSelector Everything { get; } = new([]);

    public bool IsEmpty => requirements.Count == 0;

    public static LabelSelector OfLabels(IReadOnlyDictionary<string, string> labels) =>
        new([.. labels.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Requirement(pair.Key, "In", [pair.Value]))]);

    /// <summary>matchLabels and matchExpressions together.</summary>
    public static LabelSelector OfObject(JsonObject? selector)
    {
        var labels = OfLabels(selector.TextMap("matchLabels"));
        var expressions = selector.Objects("matchExpressions")
            .Select(item => new Requirement(item.Text("key") ?? "", item.Text("operator") ?? "", [.. item.Texts("values")]));
        return new LabelSelector([.. labels.Requirements, .. expressions]);
    }

    /// <summary>The form of the <c>labelSelector</c> parameter: <c>a=b,c!=d,e in (f,g),h,!i</c>.</summary>
    public static LabelSelector Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Everything;
        }

        return new LabelSelector([.. Comma().Split(text).Select(part => ParseOne(part.Trim(), text))]);
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var requirement in requirements)
        {
            if (!requirement.Matches(labels))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => requirements.Count == 0 ? "<none>" : string.Join(',', requirements);

    private IReadOnlyList<Requirement> Requirements => requirements;

    private static Requirement ParseOne(string part, string whole)
    {
        var match = Term().Match(part);
        if (!match.Success)
        {
            throw ApiErrors.BadRequest($"unable to parse requirement: found '{part}' in \"{whole}\"");
        }

        var key = match.Groups["key"].Value;
        if (match.Groups["set"].Success)
        {
            var values = match.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries);
            return new Requirement(key, match.Groups["set"].Value == "in" ? "In" : "NotIn", values);
        }

        if (match.Groups["sign"].Success)
        {
            return new Requirement(key, match.Groups["sign"].Value == "!=" ? "NotIn" : "In", [match.Groups["value"].Value]);
        }

        return new Requirement(key, match.Groups["not"].Success ? "DoesNotExist" : "Exists", []);
    }

    [GeneratedRegex(@",(?![^(]*\))")]
    private static partial Regex Comma();

    [GeneratedRegex(@"^(?:(?<not>!)\s*(?<key>[\w./-]+)|(?<key>[\w./-]+)(?:\s*(?<sign>==|=|!=)\s*(?<value>[\w.-]*)|\s+(?<set>in|notin)\s*\((?<values>[^()]*)\))?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Term();
}
