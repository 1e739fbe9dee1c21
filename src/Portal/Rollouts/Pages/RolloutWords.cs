using System.Globalization;
using Portal.Components;

namespace Portal.Rollouts.Pages;

/// <summary>What a rollout is doing, in sentences.</summary>
internal static class RolloutWords
{
    /// <summary>The one line under the title: what is going on, and since when.</summary>
    public static string Headline(RolloutDetail view)
    {
        var row = view.Row;
        var ended = row.FinishedAt is { } at ? " at " + TimeWords.Clock(at) + " UTC" : "";
        var took = row.FinishedAt is { } finished ? ", " + TimeWords.Length(finished - row.StartedAt) + " after it began" : "";
        return row.Phase switch
        {
            "Completed" when row.FromVersion is null => $"{row.ToVersion} is live{ended}{took}",
            "Completed" => $"{row.ToVersion} replaced {row.FromVersion}{ended}{took}",
            "RolledBack" when TrafficHistory.CaughtAfter(view) is { } caught =>
                $"Rolled back automatically{ended}; the canary was caught {TimeWords.Length(caught)} after its first traffic",
            "RolledBack" => $"Rolled back automatically{ended}{took}",
            "RollingBack" => $"The canary failed its comparison; traffic is returning to {row.FromVersion}",
            "Aborted" => $"Aborted{ended}{took}",
            "Failed" => $"Failed{ended}{took}",
            "Progressing" or "Paused" or "AwaitingApproval" when view.PausedBy is { } person =>
                $"Paused by {person}: {row.Weight} % of traffic stays on {row.ToVersion} until somebody resumes it",
            "Paused" when view.WaitsForSomebody => $"{row.Weight} % of traffic is on {row.ToVersion}; somebody has to resume it before it goes on",
            "AwaitingApproval" => $"{row.Weight} % of traffic is on {row.ToVersion}; someone has to approve before it goes on",
            "Promoting" => $"{row.ToVersion} serves everyone and becomes the stable version",
            "Held" => "It has not begun: see below what it waits for",
            "Queued" => row.Message,
            "Pending" => "Queued; the operator takes it up in a moment",
            _ when row.FromVersion is null => $"First installation of {row.ToVersion}: it goes live as soon as it is ready",
            _ when row.Weight == 0 => $"Starting {row.ToVersion} beside {row.FromVersion}",
            _ => $"{row.Weight} % of traffic is on {row.ToVersion}; step {Math.Min(view.StepIndex + 1, view.Steps.Count)} of {view.Steps.Count}",
        };
    }

    /// <summary>The comparison in one sentence of figures.</summary>
    public static string Comparison(RolloutDetail view) => view switch
    {
        { Row.FromVersion: null } => "A first installation has nothing to compare with.",
        { Canary.Requests: 0 } => "No request has reached the canary yet.",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{view.Canary.Errors:N0} of {view.Canary.Requests:N0} canary requests failed; stable {view.Stable.Errors:N0} of {view.Stable.Requests:N0}."),
    };

    public static string Percent(double ratio) =>
        ratio is > 0 and < 0.0995 ? ratio.ToString("0.0 %", CultureInfo.InvariantCulture) : ratio.ToString("0 %", CultureInfo.InvariantCulture);

    public static string VerdictText(string verdict) => verdict switch
    {
        "None" => "No verdict yet",
        "NoData" => "No data",
        _ => verdict,
    };

    public static Tone VerdictTone(string verdict) => verdict switch
    {
        "Successful" => Tone.Success,
        "Failed" or "Error" => Tone.Danger,
        "NoData" or "Inconclusive" => Tone.Warning,
        _ => Tone.Neutral,
    };

    public static string VerdictMeaning(string verdict) => verdict switch
    {
        "Successful" => "The canary held up: nothing speaks for it being worse than stable.",
        "Failed" => "The evidence that the canary is worse than stable crossed the limit.",
        "NoData" => "There is nothing to judge by. Without data no step is passed.",
        "Inconclusive" => "There are measurements, but too few to be sure.",
        "Error" => "The measurements could not be read.",
        _ => "The comparison has not ended.",
    };
}
