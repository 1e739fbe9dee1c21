using Portal.Domain;

namespace Portal.Tenancy.Domains;

internal sealed record TooManyDomains(int Most)
    : Error(ErrorKind.Conflict, "domain.too-many", "Too many domains", $"A tenant has at most {Most} domains. Remove one that is not needed.");
