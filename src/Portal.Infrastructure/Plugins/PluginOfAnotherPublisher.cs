using Portal.Domain;

namespace Portal.Infrastructure.Plugins;

public sealed record PluginOfAnotherPublisher(string Key)
    : Error(ErrorKind.Conflict, "plugin.owned", "The plugin is another publisher's", $"id: \"{Key}\" belongs to another publisher. Choose another id.");
