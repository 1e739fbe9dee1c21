namespace Portal.Domain.Audit;

/// <summary>A field that changed; never a secret.</summary>
/// <param name="Field">Its name as the API has it.</param>
/// <param name="Before">Null when there was none.</param>
/// <param name="After">Null when there is none any more.</param>
/// <param name="IsPersonal">It tells of a person (a name, an address), and can be erased.</param>
public sealed record AuditChange(string Field, string? Before, string? After, bool IsPersonal = false);
