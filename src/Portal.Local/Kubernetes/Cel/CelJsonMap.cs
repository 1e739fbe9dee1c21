using System.Text.Json.Nodes;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>An object of the API, seen through its type: fields that the schema does not know are not there.</summary>
internal sealed class CelJsonMap(JsonObject item, CelType type) : ICelMap
{
    public int Count => Keys.Count();

    public IEnumerable<object> Keys => type.Kind == CelKind.Object
        ? item.Select(pair => CelNames.Escape(pair.Key)).OfType<string>().Where(name => type.Field(name) is not null)
        : item.Select(pair => pair.Key);

    public bool TryGet(object key, out object? value)
    {
        value = null;
        if (key is not string name)
        {
            return false;
        }

        var known = type.Kind == CelKind.Object ? type.Field(name) : type.Kind == CelKind.Map ? type.Element : CelType.Dyn;
        if (known is null || !item.TryGetPropertyValue(type.Kind == CelKind.Object ? CelNames.Unescape(name) : name, out var found))
        {
            return false;
        }

        value = CelValue.Of(found, known);
        return true;
    }
}
