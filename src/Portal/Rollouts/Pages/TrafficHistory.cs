using Portal.Components;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Rollouts.Pages;

/// <summary>How long the canary had its traffic, read from the timeline.</summary>
internal static class TrafficHistory
{
    /// <summary>From the canary's first traffic to the verdict against it; null when there was none.</summary>
    public static TimeSpan? CaughtAfter(RolloutDetail view)
    {
        var first = view.Events.FirstOrDefault(happened => happened is { Kind: nameof(RolloutEventKind.WeightAccepted), Weight: > 0 });
        var caught = view.Events.FirstOrDefault(happened => happened.Kind == nameof(RolloutEventKind.RollingBack));
        return first is not null && caught is not null && caught.At > first.At ? caught.At - first.At : null;
    }

    /// <summary>E.g. "The canary had up to 10 % for 16 s."; null while that is not over.</summary>
    public static string? Note(RolloutDetail view)
    {
        var moves = view.Events.Where(happened => happened.Kind == nameof(RolloutEventKind.WeightAccepted)).ToList();
        var first = moves.Find(move => move.Weight > 0);
        var back = view.Events.LastOrDefault(happened => happened.Kind is nameof(RolloutEventKind.RolledBack) or nameof(RolloutEventKind.Aborted))
            ?? moves.FindLast(move => move.Weight == 0);
        return first is not null && back is not null && back.At > first.At
            ? $"The canary had up to {moves.Max(move => move.Weight)} % of traffic for {TimeWords.Length(back.At - first.At)}."
            : null;
    }
}
