namespace Portal.Domain.Plugins;

/// <summary>Behavior of a version where no container runs. Each value is null when the stand-in's own default holds.</summary>
/// <param name="ErrorRatio">Share of requests that fail, 0 to 1.</param>
/// <param name="LatencyMs">Mean answer time.</param>
/// <param name="CrashAfter">How long a pod lives before it crash-loops.</param>
public sealed record PluginSimulation(double? ErrorRatio, int? LatencyMs, TimeSpan? CrashAfter);
