using System.Text.Json.Nodes;

namespace Portal.Local.Kubernetes.Discovery;

/// <summary>The version that the stand-in claims: the one whose behavior it follows.</summary>
internal static class ServerVersion
{
    public const string GitVersion = "v1.32.0+portal-local-simulation";

    public static JsonObject Document() => new()
    {
        ["major"] = "1",
        ["minor"] = "32",
        ["gitVersion"] = GitVersion,
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2026-01-01T00:00:00Z",
        ["goVersion"] = "",
        ["compiler"] = "",
        ["platform"] = "linux/amd64",
    };
}
