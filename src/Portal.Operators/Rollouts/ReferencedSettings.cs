using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts;

/// <summary>
/// The config maps and secrets that a pod template names. What is in them belongs to the revision: a change of it is rolled out as any other, and pods
/// never run half with one and half with the other. Read by name only, so that a role may name them; what is read goes nowhere but into a hash.
/// </summary>
internal sealed class ReferencedSettings(IKubernetesClient client)
{
    /// <summary>A checksum over all of them; empty where the template names none.</summary>
    public async Task<string> ChecksumAsync(JsonObject rollout, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var (kind, name) in Of(rollout))
        {
            if (await StateAsync(kind, rollout.Key() with { Name = name }, cancellationToken) is { } state)
            {
                text.Append(kind.Kind).Append(' ').Append(name).Append(' ').Append(state).Append('\n');
            }
        }

        return text.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public static IReadOnlyList<(ResourceKind Kind, string Name)> Of(JsonObject rollout)
    {
        var pod = rollout.At("spec", "template", "spec");
        var containers = pod.ItemsAt("containers").Concat(pod.ItemsAt("initContainers")).ToList();
        var sources = containers.SelectMany(container => container.ItemsAt("envFrom")).ToList();
        var values = containers.SelectMany(container => container.ItemsAt("env")).ToList();
        var volumes = pod.ItemsAt("volumes").ToList();
        var projected = volumes.SelectMany(volume => volume.ItemsAt("projected", "sources")).ToList();
        var maps = sources.Select(source => source.TextAt("configMapRef", "name"))
            .Concat(values.Select(value => value.TextAt("valueFrom", "configMapKeyRef", "name")))
            .Concat(volumes.Select(volume => volume.TextAt("configMap", "name")))
            .Concat(projected.Select(source => source.TextAt("configMap", "name")));
        var secrets = sources.Select(source => source.TextAt("secretRef", "name"))
            .Concat(values.Select(value => value.TextAt("valueFrom", "secretKeyRef", "name")))
            .Concat(volumes.Select(volume => volume.TextAt("secret", "secretName")))
            .Concat(projected.Select(source => source.TextAt("secret", "name")));
        return [.. Named(ResourceKind.ConfigMap, maps), .. Named(ResourceKind.Secret, secrets)];
    }

    /// <summary>Null where it may not be read: the chart grants none of them, and then they do not count.</summary>
    private async Task<string?> StateAsync(ResourceKind kind, ResourceKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await client.FindAsync(kind, key, cancellationToken) is { } found ? RevisionHash.Of("", "", "", Content(found)) : "-";
        }
        catch (KubernetesException refused) when (refused.Status == HttpStatusCode.Forbidden)
        {
            return null;
        }
    }

    private static IEnumerable<(ResourceKind Kind, string Name)> Named(ResourceKind kind, IEnumerable<string?> names) =>
        names.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => (kind, name));

    private static JsonObject Content(JsonObject found) => new() { ["data"] = found["data"]?.DeepClone(), ["binaryData"] = found["binaryData"]?.DeepClone() };
}
