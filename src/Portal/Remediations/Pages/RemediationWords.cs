using System.Globalization;
using Portal.Components;

namespace Portal.Remediations.Pages;

/// <summary>Findings as people read them.</summary>
internal static class RemediationWords
{
    public static string Kind(string kind) => kind switch
    {
        "crashLoop" => "Crash loop",
        "routeDrift" => "Route drift",
        "stuckProgress" => "Stuck rollout",
        "quotaPressure" => "Quota pressure",
        "expiringCredential" => "Expiring credential",
        "staleCache" => "Stale view",
        _ => kind,
    };

    /// <summary>What it is, and what is done about it.</summary>
    public static string Meaning(string kind) => kind switch
    {
        "crashLoop" => "Pods keep crashing. A canary goes back; of many pods, one on a bad node is deleted; else you read what to look at.",
        "routeDrift" => "Somebody else turned the traffic. The weights are written again, unless another rollout owns the route.",
        "stuckProgress" => "No step for longer than the deadline allows. The operator looks at it anew; then aborting is suggested.",
        "quotaPressure" => "A resource quota refuses pods. You read what is missing; the rollout is paused with what fits until there is room.",
        "expiringCredential" => "A token or certificate that measurements need is near its end. You are told three days before.",
        "staleCache" => "The operator has not seen a change. It reads the rollout anew.",
        _ => "",
    };

    public static string State(string state) => state switch
    {
        "open" => "Waiting",
        "suggested" => "Suggested",
        "acted" => "Acted on",
        "resolved" => "Gone",
        "dismissed" => "Dismissed",
        _ => state,
    };

    public static Tone ToneOf(RemediationView view) => view.State switch
    {
        "resolved" => Tone.Success,
        "dismissed" => Tone.Neutral,
        "acted" => Tone.Accent,
        _ when view.Severity == "high" => Tone.Danger,
        _ => Tone.Warning,
    };

    public static string Mode(string mode) => mode switch
    {
        "off" => "Off",
        "automatic" => "Automatic",
        _ => "Suggested",
    };

    /// <summary>What the button says.</summary>
    public static string Do(string remedy) => remedy switch
    {
        "lookAgain" => "Look again",
        "rollBack" => "Roll back",
        "deletePod" => "Delete the pod",
        "hold" => "Pause rollout",
        _ => "Do it",
    };

    /// <summary>What comes of it, before it is asked for.</summary>
    public static string Consequence(string remedy) => remedy switch
    {
        "lookAgain" => "The operator reads the rollout from the cluster and writes again what is not as it should be. Nothing else changes.",
        "rollBack" => "All traffic goes back to the version before, and the rollout ends.",
        "deletePod" => "One pod goes and another one starts. Nothing is deleted if no other pod of the version is ready.",
        "hold" => "The rollout stays where it is. It goes on by itself once there is room.",
        _ => "",
    };

    public static string Attempts(int count) => count switch
    {
        0 => "Nothing was done",
        1 => "Tried once",
        2 => "Tried twice",
        _ => string.Create(CultureInfo.InvariantCulture, $"Tried {count} times"),
    };
}
