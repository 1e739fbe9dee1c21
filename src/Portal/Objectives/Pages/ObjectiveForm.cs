using System.Globalization;
using System.Text.Json.Nodes;

namespace Portal.Objectives.Pages;

/// <summary>An objective while it is edited. What the form does not ask for stays as it was.</summary>
internal sealed class ObjectiveForm
{
    private readonly JsonObject _spec;

    private ObjectiveForm(JsonObject spec) => _spec = spec;

    public string DisplayName { get; set; } = "";

    /// <summary>Fixed once it is made.</summary>
    public string Name { get; set; } = "";

    public string Plugin { get; set; } = "";

    /// <summary><c>rollout</c> or <c>prometheus</c>.</summary>
    public string Source { get; set; } = "rollout";

    public string Url { get; set; } = "";

    public string TotalQuery { get; set; } = "";

    public string BadQuery { get; set; } = "";

    public string TargetPercent { get; set; } = "99.9";

    public string Window { get; set; } = "30d";

    public string Description { get; set; } = "";

    public string Runbook { get; set; } = "";

    public static ObjectiveForm New(string plugin) => new([]) { Plugin = plugin, DisplayName = plugin.Length == 0 ? "" : $"Availability of {plugin}", Name = plugin.Length == 0 ? "" : $"{plugin}-availability" };

    public static ObjectiveForm Of(ObjectiveView view)
    {
        var spec = view.Spec.DeepClone().AsObject();
        var ratio = spec["indicator"]?["spec"]?["ratioMetric"];
        return new(spec)
        {
            DisplayName = view.DisplayName,
            Name = view.Name,
            Plugin = view.Plugin,
            Source = Text(ratio?["total"]?["metricSource"]?["type"]) ?? "rollout",
            Url = Text(ratio?["total"]?["metricSource"]?["spec"]?["url"]) ?? "",
            TotalQuery = Text(ratio?["total"]?["metricSource"]?["spec"]?["query"]) ?? "",
            BadQuery = Text(ratio?["bad"]?["metricSource"]?["spec"]?["query"]) ?? "",
            TargetPercent = (100 * view.Target).ToString("0.#####", CultureInfo.InvariantCulture),
            Window = Text(spec["timeWindow"]?[0]?["duration"]) ?? "30d",
            Description = Text(spec["description"]) ?? "",
            Runbook = Text(spec["runbook"]) ?? "",
        };
    }

    /// <summary>As OpenSLO v1.</summary>
    public JsonObject Document()
    {
        var spec = _spec.DeepClone().AsObject();
        spec["service"] = Plugin;
        spec["timeWindow"] = new JsonArray { new JsonObject { ["duration"] = Window.Trim(), ["isRolling"] = true } };
        spec["objectives"] = new JsonArray { new JsonObject { ["targetPercent"] = double.TryParse(TargetPercent, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent : 0 } };
        // What counted good events goes on counting them.
        if (!(Source == "prometheus" && BadQuery.Length == 0 && _spec["indicator"] is not null))
        {
            spec["indicator"] = new JsonObject { ["spec"] = new JsonObject { ["ratioMetric"] = Ratio() } };
        }

        Put(spec, "description", Description);
        Put(spec, "runbook", Runbook);
        return new JsonObject
        {
            ["apiVersion"] = "openslo/v1",
            ["kind"] = "SLO",
            ["metadata"] = new JsonObject { ["name"] = Name.Trim(), ["displayName"] = DisplayName.Trim() },
            ["spec"] = spec,
        };
    }

    /// <summary>What the target means, for people; null while it is none.</summary>
    public string? Meaning()
    {
        if (!double.TryParse(TargetPercent, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) || percent is not (> 0 and < 100)
            || !Domain.Objectives.OpenSloDuration.TryParse(Window, out var window))
        {
            return null;
        }

        var bad = (100 - percent) / 100;
        var outage = window * bad;
        var words = outage.TotalHours >= 1.5 ? $"{outage.TotalHours.ToString("0.#", CultureInfo.InvariantCulture)} hours" : $"{outage.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)} minutes";
        return string.Create(CultureInfo.InvariantCulture, $"One of {1 / bad:#,0} requests may fail. If everything fails, the budget of {ObjectiveText.Window(Window)} lasts {words}.");
    }

    private static void Put(JsonObject spec, string name, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            spec.Remove(name);
            return;
        }

        spec[name] = value.Trim();
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private JsonObject Ratio() => Source == "prometheus"
        ? new JsonObject { ["counter"] = true, ["total"] = Query(TotalQuery), ["bad"] = Query(BadQuery) }
        : new JsonObject { ["counter"] = true, ["total"] = new JsonObject { ["metricSource"] = new JsonObject { ["type"] = "rollout", ["spec"] = new JsonObject { ["name"] = Plugin } } } };

    private JsonObject Query(string query) =>
        new() { ["metricSource"] = new JsonObject { ["type"] = "prometheus", ["spec"] = new JsonObject { ["query"] = query.Trim(), ["url"] = Url } } };
}
