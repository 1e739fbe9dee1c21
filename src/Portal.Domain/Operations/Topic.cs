namespace Portal.Domain.Operations;

/// <summary>What a page can wait for news about.</summary>
public static class Topic
{
    public const string Rollout = "rollout";
    public const string Installation = "installation";
    public const string Operation = "operation";
    public const string Purchase = "purchase";
    public const string Audit = "audit";

    /// <summary>The audit log was signed; the subject is how many records of its tree that covers.</summary>
    public const string Checkpoint = "checkpoint";

    public const string Tenant = "tenant";
    public const string Quota = "quota";
    public const string Export = "export";
    public const string Domain = "domain";
    public const string Webhook = "webhook";
    public const string Backup = "backup";
    public const string Alert = "alert";
    public const string Remediation = "remediation";
    public const string Objective = "objective";

    /// <summary>A process of the deployment came, went or changed; announced by the database itself, of no tenant.</summary>
    public const string Process = "process";
}
