using System.Text.Json.Nodes;

namespace Portal.Local.Kubernetes.Objects;

/// <summary>Status conditions (API conventions, "Typical status properties").</summary>
internal static class Conditions
{
    /// <summary>Sets one condition; its transition time moves only when the status does.</summary>
    public static void Set(JsonObject holder, JsonObject condition, DateTimeOffset now)
    {
        if (holder["conditions"] is not JsonArray list)
        {
            list = [];
            holder["conditions"] = list;
        }

        var type = condition.Text("type");
        var existing = list.OfType<JsonObject>().FirstOrDefault(item => item.Text("type") == type);
        var unchanged = existing is not null && existing.Text("status") == condition.Text("status");
        condition["lastTransitionTime"] = unchanged ? existing.Text("lastTransitionTime") : ObjectWriting.Stamp(now);
        if (existing is null)
        {
            list.Add(condition);
        }
        else
        {
            list[list.IndexOf(existing)] = condition;
        }
    }

    public static JsonObject Of(string type, bool status, string reason, string message) => new()
    {
        ["type"] = type,
        ["status"] = status ? "True" : "False",
        ["reason"] = reason,
        ["message"] = message,
    };

    public static bool IsTrue(JsonObject? holder, string type) =>
        holder.Objects("conditions").Any(item => item.Text("type") == type && item.Text("status") == "True");
}
