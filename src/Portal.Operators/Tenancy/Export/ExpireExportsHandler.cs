using System.Globalization;
using Portal.Domain.Operations;
using Portal.Infrastructure.Tenancy.Export;
using Portal.Operators.Operations;

namespace Portal.Operators.Tenancy.Export;

/// <summary>Removes archives whose week is over.</summary>
internal sealed class ExpireExportsHandler(TenantExports exports) : IOperationHandler
{
    public string Kind => OperationKind.ExpireExports;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var removed = await exports.ExpireAsync(cancellationToken);
        await work.TellAsync("archives", "succeeded", string.Create(CultureInfo.InvariantCulture, $"Removed {removed:N0} archives of tenants."), cancellationToken);
    }
}
