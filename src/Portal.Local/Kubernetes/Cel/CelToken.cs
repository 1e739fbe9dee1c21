namespace Portal.Local.Kubernetes.Cel;

/// <summary>A word of an expression.</summary>
/// <param name="Text">A sign or a name as it is written; empty for a literal.</param>
/// <param name="Value">A literal's value.</param>
internal readonly record struct CelToken(CelTokenKind Kind, int Position, string Text, object? Value = null);
