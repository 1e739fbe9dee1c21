using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Domain.Objectives;

/// <summary>OpenSLO's <c>ratioMetric</c>: counters of good or bad events, and of all of them.</summary>
internal static class OpenSloIndicator
{
    private static readonly ObjectiveIndicator Nothing = new("rollout", "", "", CountsBad: true, null);

    public static ObjectiveIndicator Read(JsonNode? indicator, string at, List<FieldError> problems)
    {
        if (OpenSloDocument.At(indicator, "spec", "ratioMetric") is not JsonObject ratio)
        {
            problems.Add(new($"{at}/spec/ratioMetric", "", "An indicator is a ratioMetric of counters: total, and good or bad."));
            return Nothing;
        }

        if (ratio["counter"] is JsonValue counter && counter.GetValueKind() == JsonValueKind.False)
        {
            problems.Add(new($"{at}/spec/ratioMetric/counter", "false", "Gauges cannot be added up over time; use counters."));
        }

        var (good, bad) = (ratio["good"], ratio["bad"]);
        var total = OpenSloDocument.At(ratio, "total", "metricSource");
        var source = OpenSloDocument.Text(total, "type") ?? "";
        if (source == "rollout")
        {
            return OpenSloDocument.Text(total, "spec", "name") is { Length: > 0 } rollout
                ? Nothing with { Total = rollout }
                : Refused(problems, $"{at}/spec/ratioMetric/total/metricSource/spec/name", "", "Name the PluginRollout whose requests count.");
        }

        if (source != "prometheus")
        {
            return Refused(problems, $"{at}/spec/ratioMetric/total/metricSource/type", source, "A metric source is rollout or prometheus.");
        }

        if (good is null == bad is null)
        {
            return Refused(problems, $"{at}/spec/ratioMetric", "", "Give either good or bad events beside the total.");
        }

        foreach (var (name, part) in new[] { ("total", ratio["total"]), (good is null ? "bad" : "good", good ?? bad) })
        {
            if (string.IsNullOrWhiteSpace(OpenSloDocument.Text(part, "metricSource", "spec", "query")))
            {
                problems.Add(new($"{at}/spec/ratioMetric/{name}/metricSource/spec/query", "", "Give the query of a counter."));
            }
        }

        return new(
            source, OpenSloDocument.Text(total, "spec", "query") ?? "", OpenSloDocument.Text(good ?? bad, "metricSource", "spec", "query") ?? "", CountsBad: bad is not null,
            OpenSloDocument.Text(total, "spec", "url")) { Secret = OpenSloDocument.Text(total, "spec", "secret") };
    }

    private static ObjectiveIndicator Refused(List<FieldError> problems, string at, string value, string message)
    {
        problems.Add(new(at, value, message));
        return Nothing;
    }
}
