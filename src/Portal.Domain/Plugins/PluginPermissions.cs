using System.Collections.Frozen;

namespace Portal.Domain.Plugins;

/// <summary>What a plugin can ask for, and the words in which a person consents to it.</summary>
public static class PluginPermissions
{
    public static IReadOnlyDictionary<string, string> Meanings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["catalog.read"] = "Read services, teams and their relations in the catalog",
        ["catalog.annotate"] = "Add its own annotations to catalog entries",
        ["pipelines.read"] = "Read CI pipelines and their results",
        ["repositories.read"] = "Read repositories and pull requests, not their content",
        ["deployments.read"] = "Read deployments and rollouts",
        ["incidents.read"] = "Read incidents and alerts",
        ["costs.read"] = "Read cloud cost reports",
        ["secrets.metadata"] = "Read names and ages of secrets, never their values",
        ["members.read"] = "Read names and teams of members",
        ["notifications.send"] = "Send notifications to members",
        ["network.outbound"] = "Call addresses outside the cluster",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
