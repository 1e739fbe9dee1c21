namespace Portal.Infrastructure.Database;

/// <summary>A tenant's own database that did not answer.</summary>
/// <param name="Name">As the settings name it.</param>
/// <param name="Reason">What it, or the way to it, said.</param>
public sealed record DatabaseAway(string Name, string Reason);
