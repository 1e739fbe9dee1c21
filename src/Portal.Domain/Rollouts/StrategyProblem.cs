namespace Portal.Domain.Rollouts;

/// <summary>What is wrong with a strategy document, and where (a JSON Pointer into it).</summary>
public sealed record StrategyProblem(string Path, string Message);
