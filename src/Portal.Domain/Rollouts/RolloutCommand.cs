namespace Portal.Domain.Rollouts;

/// <summary>Something a person asked for, valid for one revision only: whatever comes later must be asked for again.</summary>
/// <param name="Revision">The revision it is about.</param>
/// <param name="By">Who asked.</param>
/// <param name="Id">Which request this is, so that the same one is not obeyed twice.</param>
/// <param name="Reason">Why, where one was given.</param>
public sealed record RolloutCommand(string Revision, string By, string Id = "", string? Reason = null);
