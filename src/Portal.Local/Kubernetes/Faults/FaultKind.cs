namespace Portal.Local.Kubernetes.Faults;

/// <summary>What goes wrong with a request.</summary>
internal enum FaultKind
{
    /// <summary>It is answered with an error, and nothing is done.</summary>
    Error,

    /// <summary>It is answered later, by the cluster's clock.</summary>
    Delay,

    /// <summary>The connection breaks before anything is done.</summary>
    LostRequest,

    /// <summary>Everything is done, and the connection breaks instead of the answer.</summary>
    LostAnswer,
}
