using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>What sources sign in with, read from the rollout's own namespace each time, so that a new one counts at once and none is kept.</summary>
internal sealed class SecretReader(IKubernetesClient client)
{
    private static readonly ResourceKind Secret = new("", "v1", "secrets", "Secret");

    /// <summary>The Secret's values by key; null when there is none or it may not be read.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> ReadAsync(string space, SecretRef secret, CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.FindAsync(Secret, new ResourceKey(space, secret.Name), cancellationToken);
            return found?.ObjectAt("data")?.ToDictionary(entry => entry.Key, entry => Decode(entry.Value), StringComparer.Ordinal);
        }
        catch (KubernetesException)
        {
            return null;
        }
    }

    /// <summary><c>token</c> as a bearer token, or <c>username</c> and <c>password</c>; null when it holds neither.</summary>
    public async Task<AuthenticationHeaderValue?> AuthorizationAsync(string space, SecretRef secret, CancellationToken cancellationToken)
    {
        var values = await ReadAsync(space, secret, cancellationToken);
        if (values?.GetValueOrDefault("token") is { Length: > 0 } token)
        {
            return new AuthenticationHeaderValue("Bearer", token);
        }

        return values?.GetValueOrDefault("username") is { } user && values.GetValueOrDefault("password") is { } password
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))
            : null;
    }

    // What files hold ends in a line break more often than not.
    private static string Decode(JsonNode? value)
    {
        var buffer = new byte[(value?.ToString().Length ?? 0) + 3];
        return Convert.TryFromBase64String(value?.ToString() ?? "", buffer, out var length) ? Encoding.UTF8.GetString(buffer, 0, length).Trim() : "";
    }
}
