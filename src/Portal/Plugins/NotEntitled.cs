using Portal.Domain;

namespace Portal.Plugins;

internal sealed record NotEntitled(string Key)
    : Error(ErrorKind.Conflict, "entitlement.missing", "Not bought yet", $"{Key} is a paid plugin. Buy it first with POST /api/v1/purchases.");
