namespace Portal.Local.Kubernetes.Cel;

/// <summary>The bounds of Kubernetes on what rules may cost; one unit is about 50 ns of a server.</summary>
internal static class CelCost
{
    public const double PerCharacter = 0.1;

    /// <summary>Estimate that one rule may reach, over all places where it is checked.</summary>
    public const double MostPerRule = 10_000_000;

    /// <summary>Estimate that all rules of a schema together may reach.</summary>
    public const double MostPerSchema = 100_000_000;

    /// <summary>What one evaluation may really use.</summary>
    public const double MostPerCall = 1_000_000;

    /// <summary>What all evaluations of one request may really use.</summary>
    public const double MostPerRequest = 10_000_000;
}
