namespace Portal.Domain.Rollouts.Freezing;

/// <summary>A time in which no rollout begins and none gets more traffic. Going back is never held.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Times">When it is.</param>
public sealed record FreezeWindow(string Name, FreezeTimes Times)
{
    /// <summary>When the window that <paramref name="now"/> lies in ends; null when it lies in none.</summary>
    public DateTimeOffset? EndOf(DateTimeOffset now) => Times.EndOf(now);
}
