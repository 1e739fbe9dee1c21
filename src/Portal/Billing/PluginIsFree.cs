using Portal.Domain;

namespace Portal.Billing;

internal sealed record PluginIsFree(string Key)
    : Error(ErrorKind.Unprocessable, "purchase.plugin.free", "Nothing to buy", $"plugin: {Key} is free. Install it with POST /api/v1/installations.");
