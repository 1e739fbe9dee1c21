using System.Text.Json.Nodes;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>
/// A set of places in an object, in the form of <c>fieldsV1</c>: <c>f:name</c> for a field, <c>k:{…}</c> for an entry of a keyed list,
/// <c>v:…</c> for one of a set. A place belongs to the set when nothing is below it, or when it says so with a dot.
/// </summary>
internal sealed class OwnedFields
{
    private const string Self = ".";
    private readonly SortedDictionary<string, OwnedFields> _below = new(StringComparer.Ordinal);

    /// <summary>Whether the place itself belongs to the set, not only something below it.</summary>
    public bool IsMember { get; set; }

    public bool IsEmpty => !IsMember && _below.Count == 0;

    public IEnumerable<(string Step, OwnedFields Below)> Below => _below.Select(pair => (pair.Key, pair.Value));

    public OwnedFields? At(string step) => _below.GetValueOrDefault(step);

    /// <summary>The part of the set below a step, made when it is not there.</summary>
    public OwnedFields Make(string step)
    {
        if (!_below.TryGetValue(step, out var below))
        {
            below = new OwnedFields();
            _below[step] = below;
        }

        return below;
    }

    public void Graft(string step, OwnedFields below) => _below[step] = below;

    public void Keep(Func<string, bool> keeps)
    {
        foreach (var step in _below.Keys.Where(step => !keeps(step)).ToList())
        {
            _below.Remove(step);
        }
    }

    public OwnedFields Union(OwnedFields other) => Combine(other, (mine, theirs) => mine || theirs);

    public OwnedFields Except(OwnedFields other) => Combine(other, (mine, theirs) => mine && !theirs);

    public OwnedFields Intersect(OwnedFields other) => Combine(other, (mine, theirs) => mine && theirs);

    public bool IsSameAs(OwnedFields other) => JsonNode.DeepEquals(ToJson(), other.ToJson());

    /// <summary>Every place of the set, as the steps that lead to it.</summary>
    public IEnumerable<string[]> Places()
    {
        if (IsMember)
        {
            yield return [];
        }

        foreach (var (step, below) in _below)
        {
            foreach (var rest in below.Places())
            {
                yield return [step, .. rest];
            }
        }
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (IsMember && _below.Count > 0)
        {
            json[Self] = new JsonObject();
        }

        foreach (var (step, below) in _below)
        {
            json[step] = below.ToJson();
        }

        return json;
    }

    /// <summary>The top is no place of its own.</summary>
    public static OwnedFields FromJson(JsonObject? json)
    {
        var fields = new OwnedFields();
        foreach (var (step, below) in json ?? [])
        {
            if (step != Self)
            {
                var child = FromJson(below as JsonObject);
                child.IsMember = below is not JsonObject { Count: > 0 } inner || inner.ContainsKey(Self);
                fields._below[step] = child;
            }
        }

        return fields;
    }

    /// <summary>The place as people read it: <c>.spec.containers[name="main"].image</c>.</summary>
    public static string Show(string[] place) => string.Concat(place.Select(step => step[..2] switch
    {
        "f:" => "." + step[2..],
        "k:" => $"[{string.Join(',', ((JsonObject)JsonNode.Parse(step[2..])!).Select(pair => $"{pair.Key}={pair.Value?.ToJsonString() ?? "null"}"))}]",
        _ => $"[={step[2..]}]",
    }));

    private OwnedFields Combine(OwnedFields? other, Func<bool, bool, bool> belongs)
    {
        var result = new OwnedFields { IsMember = belongs(IsMember, other?.IsMember ?? false) };
        foreach (var step in _below.Keys.Union(other?._below.Keys ?? Enumerable.Empty<string>(), StringComparer.Ordinal))
        {
            var below = (At(step) ?? new OwnedFields()).Combine(other?.At(step), belongs);
            if (!below.IsEmpty)
            {
                result._below[step] = below;
            }
        }

        return result;
    }
}
