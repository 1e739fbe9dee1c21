using System.Globalization;
using Portal.Components;

namespace Portal.Objectives.Pages;

/// <summary>Objectives as people read them.</summary>
internal static class ObjectiveText
{
    public static string Standing(string state) => state switch
    {
        "pending" => "Waiting",
        "healthy" => "Healthy",
        "watch" => "Watch",
        "tight" => "Tight",
        "exhausted" => "Exhausted",
        "invalid" => "Cannot be read",
        "removing" => "Being removed",
        _ => state,
    };

    public static Tone Tone(string state) => state switch
    {
        "healthy" => Portal.Components.Tone.Success,
        "watch" => Portal.Components.Tone.Info,
        "tight" => Portal.Components.Tone.Warning,
        "exhausted" or "invalid" => Portal.Components.Tone.Danger,
        _ => Portal.Components.Tone.Neutral,
    };

    public static string Meaning(string state) => state switch
    {
        "pending" => "The operator has not looked at it yet",
        "healthy" => "More than half of the error budget is left",
        "watch" => "A quarter to a half of the error budget is left: slower steps are wise",
        "tight" => "At most a quarter of the error budget is left: look before each change",
        "exhausted" => "The error budget is spent: no new version starts",
        "invalid" => "The operator cannot read its definition",
        _ => "The operator takes it out of the cluster",
    };

    public static string Budget(double? left) => left switch
    {
        null => "not measured",
        < 0 => $"overspent by {Percent(-left.Value)}",
        _ => Percent(left.Value) + " left",
    };

    /// <summary>As exact as it needs to be to be told from all.</summary>
    public static string Percent(double share) => (100 * share).ToString(Math.Abs(share) is > 0.99 and < 1 ? "0.###" : "0.#", CultureInfo.InvariantCulture) + " %";

    public static string Rate(double rate) => rate.ToString(rate < 10 ? "0.##" : "0.#", CultureInfo.InvariantCulture) + "×";

    public static string Window(string window) => window switch
    {
        [.. var count, 'd'] => count == "1" ? "1 day" : $"{count} days",
        [.. var count, 'h'] => count == "1" ? "1 hour" : $"{count} hours",
        [.. var count, 'm'] => $"{count} minutes",
        _ => window,
    };

    public static string Breaker(string state) => state switch
    {
        "open" => "Open",
        "halfOpen" => "Half open",
        _ => "Closed",
    };

    public static string BreakerMeaning(BreakerView breaker) => breaker.State switch
    {
        "open" => "No new version starts. After 15 minutes one is let through to see whether it goes well.",
        "halfOpen" when breaker.Trial is { } trial => $"{trial.Split('/')[0]} is being tried. Others wait until it is live or has failed.",
        "halfOpen" => "The next rollout is let through, and no other until it is live or has failed.",
        _ when breaker.Failures > 0 => $"New versions start. {breaker.Failures} of the latest rollouts failed in a row; at 3 it opens.",
        _ => "New versions start. It opens when somebody is paged or three rollouts in a row fail.",
    };

    public static string Violation(string kind) => kind switch
    {
        "page" => "Burns fast, somebody is paged",
        "ticket" => "Burns slowly, worth a ticket",
        "tight" => "Budget is tight",
        "exhausted" => "Budget is spent",
        "breaker" => "Breaker is not closed",
        _ => kind,
    };

    public static Tone ViolationTone(string kind) => kind is "page" or "exhausted" ? Portal.Components.Tone.Danger : Portal.Components.Tone.Warning;

    /// <summary>Day and time in UTC, for charts of weeks.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM HH:mm", CultureInfo.InvariantCulture);
}
