namespace Portal.Tenancy.Domains;

/// <param name="Host">The host name, e.g. portal.example.com.</param>
internal sealed record AddDomainRequest(string? Host);
