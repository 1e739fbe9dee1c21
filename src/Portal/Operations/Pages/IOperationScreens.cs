namespace Portal.Operations.Pages;

/// <summary>What the operation page asks.</summary>
internal interface IOperationScreens
{
    /// <summary>Null when there is none with this id in this tenant.</summary>
    Task<OperationDetail?> FindAsync(string id, CancellationToken cancellationToken);
}
