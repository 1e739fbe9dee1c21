using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>How a kind of route says what all of them say: rules with backends that have weights, and headers to match.</summary>
internal abstract class RouteShape
{
    public abstract ResourceKind Kind { get; }

    /// <summary>The list of rules in the spec.</summary>
    public abstract string Rules { get; }

    /// <summary>The list of backends in a rule.</summary>
    public abstract string Backends { get; }

    /// <summary>Somebody writes into the status that a change has been accepted.</summary>
    public abstract bool Acknowledges { get; }

    /// <summary>The Service that a backend is; null for any other kind.</summary>
    public abstract string? Service(JsonObject backend, string @namespace);

    public abstract void Point(JsonObject backend, string service);

    /// <summary>What a backend weighs beside the others of its rule; one that is not there nothing.</summary>
    public abstract long Weight(JsonObject rule, JsonObject? backend);

    /// <summary>Accepted by everybody who has answered, for exactly this generation; and why not, where somebody says so.</summary>
    public abstract (bool Accepted, string? Problem) Acceptance(JsonObject route);

    /// <summary>Narrows a rule to requests with a header.</summary>
    public abstract void Match(JsonObject rule, HeaderMatch header);

    /// <summary>The header that a rule of ours is narrowed to.</summary>
    public abstract HeaderMatch? Matched(JsonObject rule);
}
