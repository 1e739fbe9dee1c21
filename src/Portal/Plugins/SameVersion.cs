using Portal.Domain;

namespace Portal.Plugins;

internal sealed record SameVersion(string Key, string Version)
    : Error(ErrorKind.Conflict, "installation.version.same", "Nothing to change", $"{Key} runs {Version} already. Choose another version.");
