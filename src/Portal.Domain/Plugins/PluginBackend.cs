namespace Portal.Domain.Plugins;

/// <summary>What runs in the tenant's namespace.</summary>
/// <param name="Image">Container image without tag: the version is the tag.</param>
/// <param name="Port">Where the container listens.</param>
/// <param name="Replicas">Pods when nothing else is asked for.</param>
/// <param name="Simulation">How the local Kubernetes stand-in lets it behave; ignored by a real cluster.</param>
public sealed record PluginBackend(string Image, int Port, int Replicas, PluginSimulation? Simulation);
