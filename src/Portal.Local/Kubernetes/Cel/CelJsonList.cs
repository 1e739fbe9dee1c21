using System.Collections;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>A list of the API. One that is a set or a map by its schema equals another in any order.</summary>
internal sealed class CelJsonList(JsonArray list, CelType type) : IReadOnlyList<object?>
{
    private readonly CelType _element = type.Kind == CelKind.List ? type.Element : CelType.Dyn;

    public bool IsUnordered => type.Schema.Text("x-kubernetes-list-type") is "set" or "map";

    public int Count => list.Count;

    public object? this[int index] => CelValue.Of(list[index], _element);

    public IEnumerator<object?> GetEnumerator() => list.Select(entry => CelValue.Of(entry, _element)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
