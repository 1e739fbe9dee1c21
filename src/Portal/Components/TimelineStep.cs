namespace Portal.Components;

/// <summary>One step of a timeline.</summary>
/// <param name="Label">What the step does, e.g. "Send 10 % of traffic to the canary".</param>
/// <param name="State">One of the constants of this type.</param>
/// <param name="Detail">What is happening or happened, in a sentence.</param>
/// <param name="Timing">How long it took or takes.</param>
/// <param name="Icon">Replaces the icon of a current step.</param>
/// <param name="Busy">Whether a current step works by itself, rather than waits for a person.</param>
public sealed record TimelineStep(string Label, string State, string? Detail = null, string? Timing = null, string? Icon = null, bool Busy = true)
{
    public const string Done = "done";
    public const string Current = "current";
    public const string Failed = "failed";
    public const string Skipped = "skipped";
    public const string Waiting = "waiting";
}
