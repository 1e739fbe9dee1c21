using Portal.Infrastructure.Tenancy;

namespace Portal.Operators.Tenancy;

/// <summary>Removes a tenant from one place outside the database. Run again, it finds nothing left to do.</summary>
internal interface IPurgeStep
{
    /// <summary>What the certificate and the operation's step call it.</summary>
    string Name { get; }

    /// <returns>What is gone, in a sentence; the same however often it is run.</returns>
    Task<string> RemoveAsync(TenantInfo tenant, CancellationToken cancellationToken);
}
