namespace Portal.Local.Kubernetes.Cel;

/// <summary>The sorts of words.</summary>
internal enum CelTokenKind
{
    Sign,
    Name,
    Literal,
    End,
}
