namespace Portal.Domain.Audit;

/// <summary>What of something changed, out of all its fields before and after.</summary>
public static class AuditDifference
{
    /// <param name="before">Empty when it is new; no name twice.</param>
    /// <param name="after">Empty when it is gone; no name twice.</param>
    /// <returns>The fields whose values differ, by name.</returns>
    public static IReadOnlyList<AuditChange> Between(IReadOnlyCollection<AuditField> before, IReadOnlyCollection<AuditField> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (before.ToDictionary(field => field.Name, StringComparer.Ordinal), after.ToDictionary(field => field.Name, StringComparer.Ordinal));
        return
        [
            .. old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => (Name: name, Before: old.GetValueOrDefault(name), After: now.GetValueOrDefault(name)))
                .Where(field => field.Before?.Value != field.After?.Value)
                .Select(field => new AuditChange(field.Name, field.Before?.Value, field.After?.Value, field.Before?.IsPersonal == true || field.After?.IsPersonal == true)),
        ];
    }
}
