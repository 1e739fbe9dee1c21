using Portal.Local.Kubernetes.Access;

namespace Portal.Local.Kubernetes.Faults;

/// <summary>Which requests something goes wrong with, and what. What is left out matches everything.</summary>
internal sealed record FaultRule(FaultKind Kind)
{
    /// <summary>As roles name it: get, list, watch, create, update, patch, delete.</summary>
    public string? Verb { get; init; }

    /// <summary>As roles name it: <c>deployments</c>, <c>pods/proxy</c>.</summary>
    public string? Resource { get; init; }

    public string? Name { get; init; }

    /// <summary>Only of clients whose User-Agent begins so: one of two operators behind a broken network.</summary>
    public string? Agent { get; init; }

    /// <summary>So many that match go through first.</summary>
    public int Skip { get; init; }

    /// <summary>And then so many do not.</summary>
    public int Count { get; init; } = int.MaxValue;

    /// <summary>Of an error.</summary>
    public int Status { get; init; } = 500;

    /// <summary>Of an error: when to ask again, in seconds.</summary>
    public int? RetryAfter { get; init; }

    public TimeSpan Delay { get; init; }

    public bool Matches(RequestAttributes? wanted, string agent) =>
        (Agent is null || agent.StartsWith(Agent, StringComparison.Ordinal))
        && (Verb is null || wanted?.Verb == Verb)
        && (Resource is null || wanted?.FullResource == Resource)
        && (Name is null || wanted?.Name == Name);
}
