using System.Globalization;
using System.Text.Json.Nodes;

namespace Portal.Domain.Objectives;

/// <summary>
/// Our extension <c>burnAlerts</c>: <c>{severity: page|ticket, longWindow, shortWindow, factor}</c>. OpenSLO's own alert conditions have one window each, so they are
/// looked at for mistakes only.
/// </summary>
internal static class OpenSloAlerts
{
    public static IReadOnlyList<BurnAlert> Read(JsonObject? spec, TimeSpan period, string at, List<FieldError> problems, List<FieldError> warnings)
    {
        Lint(spec, at, warnings);
        if (spec?["burnAlerts"] is not JsonArray pairs)
        {
            return BurnAlert.Standard(period);
        }

        return [.. pairs.OfType<JsonObject>().Select((pair, i) => One(pair, period, $"{at}/burnAlerts/{i}", problems))];
    }

    private static BurnAlert One(JsonObject pair, TimeSpan period, string at, List<FieldError> problems)
    {
        var severity = OpenSloDocument.Text(pair, "severity");
        if (severity is not ("page" or "ticket"))
        {
            problems.Add(new($"{at}/severity", severity ?? "", "A severity is page or ticket."));
        }

        var (longText, shortText) = (OpenSloDocument.Text(pair, "longWindow"), OpenSloDocument.Text(pair, "shortWindow"));
        if (!OpenSloDuration.TryParse(longText, out var overLong) || overLong > period)
        {
            problems.Add(new($"{at}/longWindow", longText ?? "", "A window is a duration such as 1h, and no longer than the time window."));
        }

        if (!OpenSloDuration.TryParse(shortText, out var overShort) || overShort >= overLong)
        {
            problems.Add(new($"{at}/shortWindow", shortText ?? "", "The short window is a duration such as 5m, shorter than the long one."));
        }

        var factor = OpenSloDocument.Number(pair["factor"]) ?? 0;
        if (factor is not (> 0 and < 10_000))
        {
            problems.Add(new($"{at}/factor", factor.ToString(CultureInfo.InvariantCulture), "A factor is above 0, such as 14.4."));
        }

        return new(severity == "page" ? BurnSeverity.Page : BurnSeverity.Ticket, overLong, overShort, factor);
    }

    private static void Lint(JsonObject? spec, string at, List<FieldError> warnings)
    {
        var policies = (spec?["alertPolicies"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        for (var i = 0; i < policies.Count; i++)
        {
            var condition = OpenSloDocument.At((OpenSloDocument.At(policies[i], "spec", "conditions") as JsonArray)?.FirstOrDefault(), "spec", "condition");
            if (OpenSloDocument.Text(condition, "op") is "lte" or "lt")
            {
                warnings.Add(new(
                    $"{at}/alertPolicies/{i}/spec/conditions/0/spec/condition/op", OpenSloDocument.Text(condition, "op")!,
                    "This alerts while the budget burns slowly; OpenSLO's own example has it, and gte is what is meant."));
            }
        }

        if (policies.Count > 0)
        {
            warnings.Add(new($"{at}/alertPolicies", "", "Alert policies have one window; burnAlerts with two count here."));
        }
    }
}
