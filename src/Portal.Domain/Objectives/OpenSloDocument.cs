using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Domain.Objectives;

/// <summary>
/// Reads an OpenSLO v1 document of kind SLO (github.com/OpenSLO/OpenSLO). Extension: <c>burnAlerts</c> in the spec, pairs of windows; without it the workbook's
/// four pairs count. Everything that would silently mean something else is refused.
/// </summary>
public static class OpenSloDocument
{
    private const int LongestDescription = 1050;
    private const int LongestRunbook = 2000;

    public static OpenSloReading Read(JsonNode? document)
    {
        var (problems, warnings) = (new List<FieldError>(), new List<FieldError>());
        if (Text(document, "apiVersion") is not "openslo/v1" || Text(document, "kind") is not "SLO")
        {
            problems.Add(new("/apiVersion", Text(document, "apiVersion") ?? "", "Only documents of apiVersion openslo/v1 and kind SLO are read."));
        }

        var name = Text(document, "metadata", "name") ?? "";
        if (name.Length is 0 or > 63 || name.Any(letter => letter is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')) || name[0] == '-' || name[^1] == '-')
        {
            problems.Add(new("/metadata/name", FieldText.Excerpt(name), "A name has 1 to 63 of a-z, 0-9 and -, and begins and ends with a letter or a digit."));
        }

        var objective = Read(name, At(document, "spec") as JsonObject, "/spec", problems, warnings);
        return new(problems.Count == 0 ? objective : null, problems, warnings);
    }

    /// <summary>The spec by itself, as the custom resource holds it.</summary>
    public static OpenSloReading ReadSpec(string name, JsonNode? spec)
    {
        var (problems, warnings) = (new List<FieldError>(), new List<FieldError>());
        var objective = Read(name, spec as JsonObject, "/spec", problems, warnings);
        return new(problems.Count == 0 ? objective : null, problems, warnings);
    }

    private static ServiceLevelObjective Read(string name, JsonObject? spec, string at, List<FieldError> problems, List<FieldError> warnings)
    {
        if (Text(spec, "description") is { Length: > LongestDescription })
        {
            problems.Add(new($"{at}/description", "", $"A description has at most {LongestDescription} characters."));
        }

        if (Text(spec, "budgetingMethod") is { } method && method != "Occurrences")
        {
            problems.Add(new($"{at}/budgetingMethod", method, "Only Occurrences is measured: good events of all events."));
        }

        var period = Period(spec, at, problems);
        var objective = (spec?["objectives"] as JsonArray)?.FirstOrDefault() as JsonObject;
        if (spec?["objectives"] is not JsonArray { Count: 1 })
        {
            problems.Add(new($"{at}/objectives", "", "Exactly one objective is read; write one document for each."));
        }

        if (Text(objective, "op") is { } op)
        {
            warnings.Add(new($"{at}/objectives/0/op", op, "A ratio of good events has no threshold; op and value mean nothing here and are left out."));
        }

        return new ServiceLevelObjective
        {
            Name = name,
            Service = Text(spec, "service") ?? "",
            Target = Target(objective, $"{at}/objectives/0", problems),
            Period = period,
            Indicator = OpenSloIndicator.Read(objective?["indicator"] ?? spec?["indicator"], $"{at}/indicator", problems),
            Alerts = OpenSloAlerts.Read(spec, period, at, problems, warnings),
            Runbook = Runbook(spec, at, problems),
        };
    }

    private static string? Runbook(JsonObject? spec, string at, List<FieldError> problems)
    {
        var text = Text(spec, "runbook");
        if (text is not null && !(text.Length <= LongestRunbook && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps))
        {
            problems.Add(new($"{at}/runbook", FieldText.Excerpt(text), $"A runbook is an https address of at most {LongestRunbook} characters."));
            return null;
        }

        return text;
    }

    private static TimeSpan Period(JsonObject? spec, string at, List<FieldError> problems)
    {
        var window = (spec?["timeWindow"] as JsonArray)?.FirstOrDefault() as JsonObject;
        var text = Text(window, "duration");
        if (!OpenSloDuration.TryParse(text, out var period) || period < TimeSpan.FromHours(1) || period > TimeSpan.FromDays(31))
        {
            problems.Add(new($"{at}/timeWindow/0/duration", text ?? "", "A window is from 1h to 31 days, such as 30d or 4w. M is a month, m a minute."));
            period = TimeSpan.FromDays(30);
        }

        if (window?["isRolling"] is JsonValue rolling && rolling.GetValueKind() == JsonValueKind.False)
        {
            problems.Add(new($"{at}/timeWindow/0/isRolling", "false", "Only rolling windows are measured."));
        }

        return period;
    }

    private static double Target(JsonObject? objective, string at, List<FieldError> problems)
    {
        var (target, percent) = (Number(objective?["target"]), Number(objective?["targetPercent"]));
        if (target is not null && percent is not null)
        {
            problems.Add(new($"{at}/target", "", "Give either target or targetPercent: they exclude each other."));
        }

        var share = target ?? percent / 100;
        if (share is > 0 and < 1)
        {
            return share.Value;
        }

        problems.Add(new($"{at}/target", (target ?? percent)?.ToString(CultureInfo.InvariantCulture) ?? "", "A target is above 0 and below 1 (0.999), a targetPercent above 0 and below 100 (99.9)."));
        return 0.5;
    }

    internal static string? Text(JsonNode? node, params ReadOnlySpan<string> path)
    {
        return At(node, path) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
    }

    /// <summary>What is there, whatever shape the document has; null where nothing is.</summary>
    internal static JsonNode? At(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    internal static double? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.Number && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
