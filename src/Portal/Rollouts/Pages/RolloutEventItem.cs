namespace Portal.Rollouts.Pages;

/// <summary>One thing that happened during a rollout.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">A stable word, e.g. <c>weight.accepted</c>.</param>
/// <param name="Message">What happened, in words.</param>
/// <param name="Weight">The canary's share at that time.</param>
public sealed record RolloutEventItem(DateTimeOffset At, string Kind, string Message, int Weight);
