namespace Portal.Operators.Kubernetes;

/// <summary>A write was about to happen without leadership; it did not.</summary>
internal sealed class NotLeaderException() : Exception("This process is not the leader; nothing was written.");
