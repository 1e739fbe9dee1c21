namespace Portal.Operators.Kubernetes;

/// <summary>The same event again and again is one object with a count (events.k8s.io/v1, <c>series</c>).</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Count">How often so far.</param>
/// <param name="LastAt">When it was told last, by the monotonic clock.</param>
internal sealed record EventSeries(string Name, int Count, long LastAt);
