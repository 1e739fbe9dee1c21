using Portal.Domain;

namespace Portal.Plugins;

internal sealed record VersionUnknown(string Key, string Version)
    : Error(ErrorKind.Unprocessable, "plugin.version.unknown", "There is no such version", $"version: {Key} has no version \"{FieldText.Excerpt(Version)}\" that can be installed. See GET /api/v1/listings/{Key}.");
