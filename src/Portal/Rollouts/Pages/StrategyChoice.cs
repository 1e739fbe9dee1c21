using Portal.Domain.Rollouts;

namespace Portal.Rollouts.Pages;

/// <summary>A strategy that a person can choose before an installation or upgrade.</summary>
/// <param name="Key">Names the choice in the address.</param>
/// <param name="Name">What it is called.</param>
/// <param name="About">When it is the right one.</param>
/// <param name="Strategy">What it does.</param>
public sealed record StrategyChoice(string Key, string Name, string About, RolloutStrategy Strategy);
