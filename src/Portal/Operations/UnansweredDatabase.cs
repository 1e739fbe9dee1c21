namespace Portal.Operations;

/// <summary>A tenant's own database that could not be asked.</summary>
/// <param name="Database">As the settings name it.</param>
/// <param name="Tenants">The slugs of the tenants that live there.</param>
internal sealed record UnansweredDatabase(string Database, IReadOnlyList<string> Tenants);
