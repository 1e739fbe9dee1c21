namespace Portal.Local.Kubernetes.Traffic;

/// <summary>How a route's requests are divided at a time: over pods, and what falls on nobody.</summary>
internal sealed record RouteSplit(double RequestsPerSecond, IReadOnlyList<PodShare> Pods, IReadOnlyList<(string Backend, double Share)> Unserved);
