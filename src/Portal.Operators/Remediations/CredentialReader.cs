using System.Text.Json.Nodes;
using Portal.Domain.Remediations.Detection;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Documents;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Remediations;

/// <summary>When the credentials end that a rollout's measurements need. Only the ends leave this class.</summary>
internal sealed class CredentialReader(IKubernetesClient client)
{
    private readonly SecretReader _secrets = new(client);

    public async Task<IReadOnlyList<CredentialSight>> ReadAsync(JsonObject rollout, CancellationToken cancellationToken)
    {
        var secret = SourceDocument.Read(rollout, []) switch
        {
            PrometheusSettings prometheus => prometheus.Secret,
            DatadogSettings datadog => datadog.Secret,
            CloudWatchSettings cloudWatch => cloudWatch.Secret,
            _ => null,
        };
        // One that may not be read, or is not there, is told by the measurements themselves.
        return secret is null || await _secrets.ReadAsync(rollout.Key().Namespace, secret, cancellationToken) is not { } values ? []
            : [.. values.Select(value => CredentialEnd.Of(value.Value) is { } end ? new CredentialSight($"Secret {secret.Name}, {value.Key}", end) : null).OfType<CredentialSight>()];
    }
}
