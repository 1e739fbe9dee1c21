namespace Portal.Domain.Rollouts;

/// <summary>Waits until a person approves this step.</summary>
public sealed record ApproveStep : RolloutStep
{
    /// <summary>Whose approval counts: somebody of any of these.</summary>
    /// <value>The default is none: anybody who may approve.</value>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>How long it waits.</summary>
    /// <value>The default is null: for ever.</value>
    public TimeSpan? Deadline { get; init; }

    /// <summary>What happens at the deadline.</summary>
    public ApprovalTimeout OnDeadline { get; init; } = ApprovalTimeout.Abort;

    public override string Describe() => Groups.Count == 0 ? "wait for approval" : $"wait for approval by {string.Join(" or ", Groups)}";

    public bool Equals(ApproveStep? other) =>
        other is not null && Deadline == other.Deadline && OnDeadline == other.OnDeadline && Groups.SequenceEqual(other.Groups, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Groups.Count, Deadline, OnDeadline);
}
