using Portal.Infrastructure.Tenancy;

namespace Portal.Operators.Tenancy;

/// <summary>One thing that a new tenant needs outside the database. Run again, it leaves what is there.</summary>
internal interface IProvisioningStep
{
    /// <summary>What the operation's step is called.</summary>
    string Name { get; }

    /// <returns>What is there now, in a sentence.</returns>
    Task<string> EnsureAsync(TenantInfo tenant, CancellationToken cancellationToken);
}
