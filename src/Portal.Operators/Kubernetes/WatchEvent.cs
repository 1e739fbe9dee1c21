using System.Text.Json.Nodes;

namespace Portal.Operators.Kubernetes;

/// <summary>One line of a watch.</summary>
internal sealed record WatchEvent(WatchEventType Type, JsonObject Resource);
