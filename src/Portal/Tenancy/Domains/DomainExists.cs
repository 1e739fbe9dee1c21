using Portal.Domain;

namespace Portal.Tenancy.Domains;

internal sealed record DomainExists(string Host)
    : Error(ErrorKind.Conflict, "domain.exists", "The domain is there already", $"host: {Host} is one of this tenant's domains already. Look at its state, or check it again.");
