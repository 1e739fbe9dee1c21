using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>What is known of a value before it is there: its kind, and how large it can be.</summary>
internal sealed class CelType(CelKind kind)
{
    private readonly Dictionary<string, CelType?> _fields = new(StringComparer.Ordinal);

    public static CelType Dyn { get; } = new(CelKind.Dyn);

    public static CelType Null { get; } = new(CelKind.Null);

    public static CelType Bool { get; } = new(CelKind.Bool);

    public static CelType Int { get; } = new(CelKind.Int);

    public CelKind Kind => kind;

    /// <summary>Of a list's elements or a map's values.</summary>
    public CelType Element { get; init; } = null!;

    /// <summary>Of a map's keys.</summary>
    public CelType Key { get; init; } = null!;

    /// <summary>What a value of the API comes from.</summary>
    public JsonObject? Schema { get; init; }

    /// <summary>An object of its own: its name and kind can be asked for.</summary>
    public bool IsResource { get; init; }

    public bool IsNullable { get; init; }

    /// <summary>The most characters, bytes or elements that the value can have.</summary>
    public double Size { get; init; } = 1;

    public static CelType Of(CelKind kind, double size = 1) => new(kind) { Size = size };

    public static CelType ListOf(CelType element, double size) => new(CelKind.List) { Element = element, Size = size };

    public static CelType MapOf(CelType key, CelType value, double size) => new(CelKind.Map) { Key = key, Element = value, Size = size };

    /// <summary>Whether a value of one can be one of the other.</summary>
    public bool Fits(CelType other)
    {
        if (kind == CelKind.Dyn || other.Kind == CelKind.Dyn)
        {
            return true;
        }

        if (kind == CelKind.Null || other.Kind == CelKind.Null)
        {
            return kind == other.Kind || (kind == CelKind.Null ? other : this).TakesNull;
        }

        return kind == other.Kind && kind switch
        {
            CelKind.List => Element.Fits(other.Element),
            CelKind.Map => Key.Fits(other.Key) && Element.Fits(other.Element),
            CelKind.Object => ReferenceEquals(Schema, other.Schema) || JsonNode.DeepEquals(Schema, other.Schema),
            _ => true,
        };
    }

    /// <summary>The type of an object's field by its name in expressions; null when the schema has none.</summary>
    public CelType? Field(string name)
    {
        lock (_fields)
        {
            if (!_fields.TryGetValue(name, out var type))
            {
                type = CelSchema.FieldOf(this, name);
                _fields[name] = type;
            }

            return type;
        }
    }

    public override string ToString() => kind switch
    {
        CelKind.Null => "null_type",
        CelKind.List => $"list({Element})",
        CelKind.Map => $"map({Key}, {Element})",
        CelKind.Object => Schema.Text("x-kubernetes-kind") ?? "object",
        CelKind.Duration => "google.protobuf.Duration",
        CelKind.Timestamp => "google.protobuf.Timestamp",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private bool TakesNull => IsNullable || kind is CelKind.Object or CelKind.Duration or CelKind.Timestamp;
}
