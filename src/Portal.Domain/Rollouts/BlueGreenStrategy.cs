namespace Portal.Domain.Rollouts;

/// <summary>
/// The new version comes up whole beside the old one, reachable as a preview; then all traffic is switched at once. The old version stays until the new
/// one has been watched for a while: until then going back is one switch, too.
/// </summary>
public sealed record BlueGreenStrategy : RolloutStrategy
{
    /// <summary>A person who has looked at the preview lets the switch happen.</summary>
    /// <value>The default is null: nobody is asked.</value>
    public ApproveStep? Approve { get; init; }

    /// <summary>How long the new version is judged after the switch; 1 second to 30 days.</summary>
    /// <value>The default is 1 minute.</value>
    public TimeSpan Analyze { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the old version's pods stay after that, to go back to; 1 second to 30 days.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan KeepOldFor { get; init; } = TimeSpan.FromSeconds(30);

    public override string Kind => "blueGreen";

    public override IReadOnlyList<RolloutStep> Steps =>
        [.. Approve is null ? Array.Empty<RolloutStep>() : [Approve], new SetWeightStep(100), new AnalyzeStep(Analyze), new PauseStep(KeepOldFor)];
}
