namespace Portal.Plugins;

/// <summary>A file of a plugin's own pages.</summary>
internal sealed record PluginUiFile(byte[] Content, string ContentType);
