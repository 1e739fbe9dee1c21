namespace Portal.Domain.Audit;

/// <summary>A field of something as the log may know it; never a secret.</summary>
/// <param name="Name">As the API has it.</param>
/// <param name="Value">Null when there is none.</param>
/// <param name="IsPersonal">It tells of a person, and can be erased.</param>
public sealed record AuditField(string Name, string? Value, bool IsPersonal = false);
