using Portal.Domain;

namespace Portal.Plugins;

internal sealed record PluginUnknown(string Key)
    : Error(ErrorKind.Unprocessable, "plugin.unknown", "There is no such plugin", $"plugin: the marketplace has no plugin \"{FieldText.Excerpt(Key)}\". See GET /api/v1/listings.");
