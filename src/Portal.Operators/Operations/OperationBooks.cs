namespace Portal.Operators.Operations;

/// <summary>Finds where an operation is written down.</summary>
internal sealed class OperationBooks(TenantOperationBook tenants, PlatformOperations deployment)
{
    public IOperationBook Of(ClaimedOperation operation) => operation.IsOfDeployment ? deployment : tenants;
}
