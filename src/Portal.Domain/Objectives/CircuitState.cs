namespace Portal.Domain.Objectives;

/// <summary>Whether new versions of a plugin are let through.</summary>
public enum CircuitState
{
    /// <summary>All are.</summary>
    Closed,

    /// <summary>None is.</summary>
    Open,

    /// <summary>One is, to see whether it goes well.</summary>
    HalfOpen,
}
