using System.Text;

namespace Portal.Infrastructure.Tests.Plugins;

/// <summary>The files of a small, valid package.</summary>
internal static class SamplePackage
{
    public const string Manifest =
        """
        id: ci-status
        name: CI status
        version: 1.2.0
        publisher: brightline
        summary: Every pipeline of a service on one page.
        description: |
          Shows what runs, what failed and since when.
        categories: [ci-cd]
        license: MIT
        icon: pulse
        ui:
          entry: ui/index.html
        backend:
          image: registry.example/brightline/ci-status
          port: 8080
          replicas: 2
          simulation:
            errorRatio: 0.3
            latencyMs: 25
            crashAfter: PT20S
        permissions: [catalog.read, pipelines.read]
        price: { amount: 1900, currency: EUR }
        """;

    public static Dictionary<string, byte[]> Files(string manifest = Manifest) => new(StringComparer.Ordinal)
    {
        ["plugin.yaml"] = Encoding.UTF8.GetBytes(manifest),
        ["README.md"] = "# CI status"u8.ToArray(),
        ["ui/index.html"] = "<!doctype html><title>CI status</title>"u8.ToArray(),
        ["ui/style.css"] = "body { margin: 0 }"u8.ToArray(),
    };

    public static IEnumerable<ForgedEntry> Entries() => Files().Select(file => new ForgedEntry(file.Key, file.Value));
}
