using Portal.Domain;

namespace Portal.Plugins;

internal sealed record AlreadyInstalled(string Key)
    : Error(ErrorKind.Conflict, "installation.exists", "Already installed", $"{Key} is installed. Upgrade it with POST /api/v1/installations/{{id}}/upgrades.");
