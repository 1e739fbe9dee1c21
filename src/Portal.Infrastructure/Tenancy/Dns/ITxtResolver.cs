using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tenancy.Dns;

/// <summary>Asks DNS for the texts at a name.</summary>
public interface ITxtResolver
{
    /// <param name="name">A host name in punycode.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>What the first server said that answered; that none did is a value, too.</returns>
    Task<TxtOutcome> LookUpAsync(string name, CancellationToken cancellationToken);
}
