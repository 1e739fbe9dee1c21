namespace Portal.Local.Kubernetes.Traffic;

/// <summary>The part of a route's requests that one pod answers, and for which backend.</summary>
internal sealed record PodShare(string Uid, string Backend, double Share, PodBehavior Behavior);
