using System.Text.Json.Nodes;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>Events are kept as v1 and shown as events.k8s.io/v1 too, where some fields have other names.</summary>
internal static class EventFields
{
    private static readonly (string Old, string New)[] Names =
    [
        ("message", "note"),
        ("involvedObject", "regarding"),
        ("reportingComponent", "reportingController"),
        ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"),
    ];

    public static void ToNew(JsonObject item)
    {
        foreach (var (old, @new) in Names)
        {
            Rename(item, old, @new);
        }
    }

    public static void ToOld(JsonObject item)
    {
        foreach (var (old, @new) in Names)
        {
            Rename(item, @new, old);
        }
    }

    private static void Rename(JsonObject item, string from, string to)
    {
        if (item[from] is { } value)
        {
            item.Remove(from);
            item[to] = value;
        }
    }
}
