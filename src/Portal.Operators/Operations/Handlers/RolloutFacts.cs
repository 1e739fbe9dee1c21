using Portal.Domain.Plugins;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Everything the portal knows about a rollout that its custom resource needs.</summary>
internal sealed record RolloutFacts(RolloutRow Rollout, InstallationRow Installation, string PluginKey, string Digest, PluginManifest Manifest, string Namespace);
