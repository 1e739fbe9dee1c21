using Portal.Domain;

namespace Portal.Billing;

internal sealed record AlreadyBought(string Key)
    : Error(ErrorKind.Conflict, "purchase.exists", "Already bought", $"{Key} is bought. Install it with POST /api/v1/installations.");
