namespace Portal.Domain.Operations;

/// <summary>What the operator can be asked to do. The text is in the table and in the API.</summary>
public static class OperationKind
{
    public const string ProvisionTenant = "tenant.provision";
    public const string PurgeTenant = "tenant.purge";
    public const string MoveTenant = "tenant.move";
    public const string ExportTenant = "tenant.export";
    public const string ApplyRollout = "rollout.apply";

    /// <summary>Looks whether a rollout that is held may begin by now.</summary>
    public const string GateRollout = "rollout.gate";
    public const string ApproveRollout = "rollout.approve";
    public const string PromoteRollout = "rollout.promote";
    public const string AbortRollout = "rollout.abort";
    public const string PauseRollout = "rollout.pause";
    public const string ResumeRollout = "rollout.resume";

    /// <summary>Does something about what was found wrong with a rollout.</summary>
    public const string Remediate = "remediation.act";

    public const string ApplyObjective = "objective.apply";
    public const string RemoveObjective = "objective.remove";

    /// <summary>Lets rollouts begin in spite of a spent budget.</summary>
    public const string OverrideBudget = "objective.override";
    public const string Uninstall = "installation.uninstall";
    public const string HandleStripeEvent = "billing.stripe-event";
    public const string VerifyDomain = "domain.verify";
    public const string CleanOutbox = "outbox.clean";
    public const string ForgetEnded = "operation.forget";
    public const string ExpireExports = "export.expire";
    public const string DeliverWebhook = "webhook.deliver";
    public const string DeliverAlert = "alert.deliver";
    public const string RotateTenantKey = "tenant.rotate-key";

    /// <summary>
    /// What is done whatever the tenant's state: its own life, its data on the way out, and money that has already moved. Everything else waits until it is served.
    /// </summary>
    public static IReadOnlyList<string> OfEveryState { get; } = [ProvisionTenant, PurgeTenant, MoveTenant, ExportTenant, HandleStripeEvent];
}
