using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Freezing;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Documents;

/// <summary>Freeze windows as a spec says them, and their override as an annotation does.</summary>
internal static class FreezeDocument
{
    private const int Most = 20;
    private const string TimeFormat = "HH:mm";
    private static readonly string[] DateFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public static IReadOnlyList<FreezeWindow> Read(JsonObject? spec, List<StrategyProblem> problems)
    {
        var windows = spec.ItemsAt("freezeWindows").ToList();
        if (windows.Count > Most)
        {
            problems.Add(new StrategyProblem("/spec/freezeWindows", $"must hold at most {Most} windows"));
        }

        return [.. windows.Select((window, index) => Window(window, $"/spec/freezeWindows/{index}", problems)).OfType<FreezeWindow>()];
    }

    /// <summary><c>{"by": …, "why": …, "until": …}</c>; all three, and the end is not after a week from now on the writer's word alone.</summary>
    public static FreezeOverride? Override(JsonObject resource, List<StrategyProblem> problems)
    {
        if (resource.Annotation(RolloutNames.FreezeOverrideAnnotation) is not { } text)
        {
            return null;
        }

        var given = Parse(text);
        if (given.TextAt("by") is { Length: > 0 } by && given.TextAt("why") is { Length: > 0 } why && given.TimeAt("until") is { } until)
        {
            return new FreezeOverride(by, why, until);
        }

        problems.Add(new StrategyProblem(
            $"/metadata/annotations/{RolloutNames.FreezeOverrideAnnotation}", "must be a JSON object with by, why and until, such as 2026-12-24T18:00:00Z"));
        return null;
    }

    private static FreezeWindow? Window(JsonObject window, string at, List<StrategyProblem> problems)
    {
        var zone = Zone(window, at, problems);
        var times = (window.ObjectAt("weekly"), window.ObjectAt("dated")) switch
        {
            ({ } weekly, null) => Weekly(weekly, zone, $"{at}/weekly", problems),
            (null, { } dated) => Dated(dated, zone, $"{at}/dated", problems),
            _ => Refuse(at, "must hold exactly one of weekly and dated", problems),
        };
        return times is null ? null : new FreezeWindow(window.TextAt("name") ?? "without a name", times);
    }

    private static TimeZoneInfo Zone(JsonObject window, string at, List<StrategyProblem> problems)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(window.TextAt("timeZone") ?? "UTC", out var zone))
        {
            return zone;
        }

        problems.Add(new StrategyProblem($"{at}/timeZone", "must be the name of a time zone, such as Europe/Berlin"));
        return TimeZoneInfo.Utc;
    }

    private static FreezeTimes? Weekly(JsonObject weekly, TimeZoneInfo zone, string at, List<StrategyProblem> problems)
    {
        var days = (weekly["days"] as JsonArray ?? []).Select(day => Day(day.TextAt())).ToList();
        if (days.Count == 0 || days.Contains(null))
        {
            return Refuse($"{at}/days", "must hold days such as Mon, Tue, Wed, Thu, Fri, Sat, Sun", problems);
        }

        return Time(weekly, "from", at, problems) is { } from && Time(weekly, "to", at, problems) is { } to
            ? new WeeklyFreeze([.. days.Select(day => day!.Value)], from, to, zone)
            : null;
    }

    private static DayOfWeek? Day(string? word)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            if (day.ToString()[..3] == word)
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>Left out it is midnight: a window without both is whole days.</summary>
    private static TimeOnly? Time(JsonObject weekly, string name, string at, List<StrategyProblem> problems)
    {
        if (weekly[name] is null)
        {
            return TimeOnly.MinValue;
        }

        if (TimeOnly.TryParseExact(weekly.TextAt(name), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        problems.Add(new StrategyProblem($"{at}/{name}", "must be a time of day such as 18:00"));
        return null;
    }

    private static FreezeTimes? Dated(JsonObject dated, TimeZoneInfo zone, string at, List<StrategyProblem> problems)
    {
        if (!Date(dated, "from", out var from))
        {
            return Refuse($"{at}/from", "must be a date and time such as 2026-12-24T00:00", problems);
        }

        if (!Date(dated, "to", out var to) || to <= from)
        {
            return Refuse($"{at}/to", "must be a date and time after from, such as 2027-01-02T06:00", problems);
        }

        return new DatedFreeze(from, to, zone);
    }

    private static bool Date(JsonObject dated, string name, out DateTime date) =>
        DateTime.TryParseExact(dated.TextAt(name), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static FreezeTimes? Refuse(string at, string message, List<StrategyProblem> problems)
    {
        problems.Add(new StrategyProblem(at, message));
        return null;
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
