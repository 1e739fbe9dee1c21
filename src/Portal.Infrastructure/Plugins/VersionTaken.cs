using Portal.Domain;

namespace Portal.Infrastructure.Plugins;

public sealed record VersionTaken(string Key, string Version)
    : Error(ErrorKind.Conflict, "plugin.version.taken", "The version exists with other content",
        $"version: {Key} {Version} is published and never changes. Publish your change as a new version.");
