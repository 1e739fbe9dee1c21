namespace Portal.Audit;

/// <param name="Field">As the API names it.</param>
/// <param name="Before">Null when there was none.</param>
/// <param name="After">Null when there is none any more.</param>
/// <param name="IsErased">A value told of a person and was erased.</param>
public sealed record AuditChangeView(string Field, string? Before, string? After, bool IsErased);
