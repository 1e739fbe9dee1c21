using Portal.Components;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Rollouts.Pages;

/// <summary>How long the canary had its traffic, read from the timeline.</summary>
internal static class TrafficHistory
{
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
