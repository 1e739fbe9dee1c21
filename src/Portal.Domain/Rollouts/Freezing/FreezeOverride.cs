namespace Portal.Domain.Rollouts.Freezing;

/// <summary>Somebody lets a rollout go on in spite of its freeze windows.</summary>
/// <param name="By">Who.</param>
/// <param name="Why">Their reason, which the timeline shows.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record FreezeOverride(string By, string Why, DateTimeOffset Until);
