using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Selectors;

/// <summary>The <c>fieldSelector</c> parameter: equality on the few fields that a resource offers.</summary>
internal sealed class FieldSelector
{
    private static readonly Dictionary<string, string[]> Offered = new(StringComparer.Ordinal)
    {
        [Collections.Pods] = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase", "status.podIP"],
        [Collections.Events] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
            "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
        ],
        [Collections.Namespaces] = ["status.phase"],
        [Collections.ReplicaSets] = ["status.replicas"],
        ["/secrets"] = ["type"],
        [Collections.Nodes] = ["spec.unschedulable"],
    };

    private readonly List<(string Field, bool Equal, string Value)> _terms;

    private FieldSelector(List<(string Field, bool Equal, string Value)> terms)
    {
        _terms = terms;
    }

    public bool IsEmpty => _terms.Count == 0;

    /// <summary>The one name that the selector allows, when it names one.</summary>
    public string? Name => _terms.Find(term => term is { Equal: true, Field: "metadata.name" }).Value;

    public static FieldSelector Parse(string? text, ResourceType type)
    {
        var terms = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseOne).ToList();
        var offered = Offered.GetValueOrDefault(type.Collection, []);
        var unknown = terms.Find(term => term.Field is not ("metadata.name" or "metadata.namespace") && !offered.Contains(term.Field, StringComparer.Ordinal));
        return unknown.Field is null
            ? new FieldSelector(terms)
            : throw ApiErrors.BadRequest($"field label not supported: {unknown.Field}");
    }

    public bool Matches(Storage.StoredObject item)
    {
        if (_terms.Count == 0)
        {
            return true;
        }

        JsonObject? parsed = null;
        foreach (var (field, equal, value) in _terms)
        {
            var actual = field switch
            {
                "metadata.name" => item.Key.Name,
                "metadata.namespace" => item.Key.Namespace,
                _ => (parsed ??= item.Parse()).At(field.Split('.')) is JsonValue found ? found.ToString() : "",
            };
            if (string.Equals(actual, value, StringComparison.Ordinal) != equal)
            {
                return false;
            }
        }

        return true;
    }

    private static (string Field, bool Equal, string Value) ParseOne(string term)
    {
        var at = term.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
        {
            throw ApiErrors.BadRequest($"invalid selector: '{term}'; can't understand '{term}'");
        }

        var equal = term[at - 1] != '!';
        return (term[..(equal ? at : at - 1)].Trim(), equal, term[(at + 1)..].TrimStart('=').Trim());
    }
}
