namespace Portal.Domain.Operations;

/// <summary>Which kinds may be called off, and by whom.</summary>
public static class OperationCancellation
{
    /// <summary>
    /// A tenant's beginning and end have ways of their own to be taken back; giving one up half-way would leave a tenant that is neither. A rollout that
    /// is held is aborted, approved or rejected: without the look at its gate it would wait for ever. What was found wrong waits for the end of what is done about it.
    /// </summary>
    private static readonly HashSet<string> Never = [OperationKind.ProvisionTenant, OperationKind.PurgeTenant, OperationKind.GateRollout, OperationKind.Remediate];

    /// <summary>Money that has moved, and the place of the rows: only whoever runs the deployment can tell that they are dealt with otherwise.</summary>
    private static readonly HashSet<string> ByStaff = [OperationKind.HandleStripeEvent, OperationKind.MoveTenant];

    /// <summary>By an admin of the tenant.</summary>
    public static bool IsForAdmins(string kind) => IsForStaff(kind) && !ByStaff.Contains(kind);

    public static bool IsForStaff(string kind) => !Never.Contains(kind);
}
