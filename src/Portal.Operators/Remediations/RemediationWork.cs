using System.Text.Json.Nodes;
using Portal.Domain.Remediations;
using Portal.Infrastructure.Remediations;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;

namespace Portal.Operators.Remediations;

/// <summary>What one attempt is about: the finding, the attempt, and the rollout as it is in the cluster now.</summary>
internal sealed record RemediationWork(OperationWork Work, RemediationRow Row, RemediationAttemptRow Attempt, JsonObject Rollout)
{
    public ResourceKey Key => Rollout.Key();

    /// <summary>Names this attempt in the cluster, so that a second run of it changes nothing.</summary>
    public string Mark => Work.Operation.Id.ToString();

    public RemedyKind Remedy => Attempt.Remedy;
}
