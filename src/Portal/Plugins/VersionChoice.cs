using Portal.Domain.Plugins;

namespace Portal.Plugins;

/// <summary>A plugin and the version of it that was asked for.</summary>
internal sealed record VersionChoice(PluginId Plugin, string Key, string Name, bool Paid, string Version);
