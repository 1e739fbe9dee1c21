using System.Runtime.CompilerServices;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Tenancy;

namespace Portal.Operators.Tests.Tenancy;

/// <summary>A step that is cut off once, before or after it is done.</summary>
internal sealed class CrashPoint(Func<string> name, Func<TenantInfo, CancellationToken, Task<string>> inner, bool after, StrongBox<bool> crashed) : IProvisioningStep, IPurgeStep
{
    public string Name => name();

    public Task<string> EnsureAsync(TenantInfo tenant, CancellationToken cancellationToken) => RunAsync(tenant, cancellationToken);

    public Task<string> RemoveAsync(TenantInfo tenant, CancellationToken cancellationToken) => RunAsync(tenant, cancellationToken);

    private async Task<string> RunAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        if (!after)
        {
            Crash();
        }

        var said = await inner(tenant, cancellationToken);
        Crash();
        return said;
    }

    private void Crash()
    {
        if (!crashed.Value)
        {
            crashed.Value = true;
            throw new IOException("killed");
        }
    }
}
