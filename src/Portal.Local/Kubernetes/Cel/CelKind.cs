namespace Portal.Local.Kubernetes.Cel;

/// <summary>The kinds of values.</summary>
internal enum CelKind
{
    /// <summary>Known only when it is there.</summary>
    Dyn,
    Null,
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Duration,
    Timestamp,
    List,
    Map,

    /// <summary>A map whose fields a schema names.</summary>
    Object,
}
