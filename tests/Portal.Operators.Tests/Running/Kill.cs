namespace Portal.Operators.Tests.Running;

/// <summary>Which call to the API server an operator dies at, counted from 0, and whether the server has carried it out by then.</summary>
internal sealed record Kill(int Call, bool IsAfterwards);
