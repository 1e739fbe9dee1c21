using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts;

/// <summary>Makes sure that the API server knows our kinds: installs them where it may, else checks that somebody has.</summary>
internal sealed partial class CrdInstaller(IKubernetesClient client, TimeProvider time, ILogger<CrdInstaller> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Returns when the kinds are served.</summary>
    /// <exception cref="TimeoutException">They were accepted but are not served.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        foreach (var definition in Embedded())
        {
            await InstallAsync(definition, cancellationToken);
            await WaitUntilServedAsync(definition, cancellationToken);
        }
    }

    private async Task InstallAsync(JsonObject definition, CancellationToken cancellationToken)
    {
        var key = definition.Key();
        try
        {
            var existing = await client.FindAsync(ResourceKind.CustomResourceDefinition, key, cancellationToken);
            if (existing is null)
            {
                await client.CreateAsync(ResourceKind.CustomResourceDefinition, definition, cancellationToken);
                Installed(logger, key.Name);
            }
            else if (existing.Annotation(Digest) != definition.Annotation(Digest))
            {
                definition["metadata"]!["resourceVersion"] = existing.ResourceVersion();
                await client.ReplaceAsync(ResourceKind.CustomResourceDefinition, definition, cancellationToken);
                Updated(logger, key.Name);
            }
        }
        catch (KubernetesException e) when (e.Status == System.Net.HttpStatusCode.Forbidden)
        {
            // Least privilege: then whoever installed the chart has put it there, which the next step finds out.
            Forbidden(logger, key.Name, e.Message);
        }
        catch (KubernetesException e) when (e.IsConflict)
        {
            // Another replica does the same at the same time.
            Concurrent(logger, key.Name);
        }
    }

    private const string Digest = "portal.internal/definition-digest";

    private async Task WaitUntilServedAsync(JsonObject definition, CancellationToken cancellationToken)
    {
        var kind = new ResourceKind(
            definition.TextAt("spec", "group") ?? "", definition.ItemsAt("spec", "versions").First().TextAt("name") ?? "", definition.TextAt("spec", "names", "plural") ?? "",
            definition.TextAt("spec", "names", "kind") ?? "");
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await client.ListAsync(kind, null, "portal.internal/none=none", cancellationToken);
                return;
            }
            catch (KubernetesException e) when (e.Status == System.Net.HttpStatusCode.Forbidden)
            {
                return; // An operator for one namespace may not look at all of them; what it may look at shows whether the kind is there.
            }
            catch (KubernetesException e) when (e.IsNotFound)
            {
                if (time.GetElapsedTime(started) > Patience)
                {
                    throw new TimeoutException($"The API server does not serve {definition.Key().Name}: {e.Message}");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
            }
        }
    }

    private static IEnumerable<JsonObject> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("crds/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var definition = YamlDocument.Read(reader);
            // The server adds defaults of its own, so what is there cannot be compared with what we have: a digest can.
            definition["metadata"]!["annotations"] = new JsonObject { [Digest] = RevisionHash.Of(name, "", "", definition["spec"]) };
            yield return definition;
        }
    }

    [LoggerMessage(5110, LogLevel.Information, "Installed {Definition}.")]
    private static partial void Installed(ILogger logger, string definition);

    [LoggerMessage(5111, LogLevel.Information, "Updated {Definition}.")]
    private static partial void Updated(ILogger logger, string definition);

    [LoggerMessage(5112, LogLevel.Information, "May not manage {Definition}: {Reason}")]
    private static partial void Forbidden(ILogger logger, string definition, string reason);

    [LoggerMessage(5113, LogLevel.Debug, "{Definition} is being installed elsewhere, too.")]
    private static partial void Concurrent(ILogger logger, string definition);
}
