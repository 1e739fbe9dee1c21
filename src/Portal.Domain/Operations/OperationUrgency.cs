namespace Portal.Domain.Operations;

/// <summary>The priority of each kind, unless whoever asks says otherwise.</summary>
public static class OperationUrgency
{
    public static OperationPriority Of(string kind) => kind switch
    {
        OperationKind.AbortRollout => OperationPriority.Urgent,
        OperationKind.PurgeTenant or OperationKind.MoveTenant or OperationKind.ExportTenant or OperationKind.VerifyDomain => OperationPriority.Background,
        _ => OperationPriority.Waiting,
    };
}
