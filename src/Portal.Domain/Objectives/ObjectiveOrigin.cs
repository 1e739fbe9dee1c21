namespace Portal.Domain.Objectives;

/// <summary>Who says what an objective is.</summary>
public enum ObjectiveOrigin
{
    /// <summary>It was made here; the cluster's object is written by the operator.</summary>
    Portal,

    /// <summary>It was applied in the cluster; the portal only shows it.</summary>
    Cluster,
}
