using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>
/// Values: null, bool, long, ulong, double, string, byte[], TimeSpan, DateTimeOffset, lists as <see cref="IReadOnlyList{T}"/> and maps as
/// <see cref="ICelMap"/>.
/// </summary>
internal static class CelValue
{
    /// <summary>A node of the API as a value of its type.</summary>
    public static object? Of(JsonNode? node, CelType type)
    {
        switch (node)
        {
            case null:
                return null;
            case JsonObject item:
                return new CelJsonMap(item, type);
            case JsonArray list:
                return new CelJsonList(list, type);
        }

        return node.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => type.Kind != CelKind.Double && node.Number() is { } whole
                ? (object)whole
                : double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture),
            _ => OfText(node.Text() ?? "", type.Kind),
        };
    }

    public static CelKind KindOf(object? value) => value switch
    {
        null => CelKind.Null,
        bool => CelKind.Bool,
        long => CelKind.Int,
        ulong => CelKind.Uint,
        double => CelKind.Double,
        string => CelKind.String,
        byte[] => CelKind.Bytes,
        TimeSpan => CelKind.Duration,
        DateTimeOffset => CelKind.Timestamp,
        IReadOnlyList<object?> => CelKind.List,
        _ => CelKind.Map,
    };

    /// <summary>Equal across the kinds of numbers; different kinds otherwise differ.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (bool a, bool b) => a == b,
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (TimeSpan a, TimeSpan b) => a == b,
        (DateTimeOffset a, DateTimeOffset b) => a.UtcTicks == b.UtcTicks,
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && (IsUnordered(a) || IsUnordered(b) ? HaveSame(a, b) : !a.Where((entry, at) => !AreEqual(entry, b[at])).Any()),
        (ICelMap a, ICelMap b) => a.Count == b.Count && a.Keys.All(key => a.TryGet(key, out var one) && b.TryGet(key, out var other) && AreEqual(one, other)),
        (long or ulong or double, long or ulong or double) => CelNumbers.Compare(left, right) == 0,
        _ => false,
    };

    public static string Show(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double number => CelNumbers.Show(number),
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        TimeSpan duration => CelTime.Show(duration),
        DateTimeOffset time => CelTime.Show(time),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static bool IsUnordered(IReadOnlyList<object?> list) => list is CelJsonList { IsUnordered: true };

    private static bool HaveSame(IReadOnlyList<object?> left, IReadOnlyList<object?> right)
    {
        var rest = right.ToList();
        return left.All(entry => rest.FindIndex(other => AreEqual(entry, other)) is >= 0 and var at && Take(rest, at));
    }

    private static bool Take(List<object?> rest, int at)
    {
        rest.RemoveAt(at);
        return true;
    }

    /// <summary>A text that does not have its format stays a text: the schema has refused it already.</summary>
    private static object OfText(string text, CelKind kind) => kind switch
    {
        CelKind.Timestamp => CelTime.TryTimestamp(text) ?? (object)text,
        CelKind.Duration => CelTime.TryDuration(text) ?? (object)text,
        CelKind.Bytes => Convert.TryFromBase64String(text, new byte[text.Length], out _) ? Convert.FromBase64String(text) : text,
        _ => text,
    };
}
