using Portal.Domain.Plugins;

namespace Portal.Infrastructure.Plugins;

/// <summary>A version that is in the registry.</summary>
/// <param name="Plugin">Whose version.</param>
/// <param name="Version">Which.</param>
/// <param name="Digest">Of its package.</param>
/// <param name="New">False when the same package had been published before.</param>
public sealed record PublishedVersion(PluginId Plugin, PluginVersion Version, Digest Digest, bool New);
