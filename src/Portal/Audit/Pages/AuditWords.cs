using Portal.Domain.Access;
using Portal.Layout;

namespace Portal.Audit.Pages;

/// <summary>Audit records as people read them.</summary>
internal static class AuditWords
{
    /// <summary>What can be filtered for, in the order of a tenant's life.</summary>
    public static IReadOnlyDictionary<string, string> Actions { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["tenant.signed-up"] = "Signed up",
        ["tenant.renamed"] = "Renamed the tenant",
        ["tenant.export-requested"] = "Asked for an export",
        ["tenant.export-downloaded"] = "Downloaded an export",
        ["tenant.imported"] = "Imported the tenant",
        ["domain.added"] = "Asked for a domain",
        ["domain.check-requested"] = "Had a domain looked up",
        ["domain.verified"] = "Domain verified",
        ["domain.record-missing"] = "Domain's record missing",
        ["domain.lapsed"] = "Domain lapsed",
        ["domain.failed"] = "Domain not verified",
        ["domain.removed"] = "Removed a domain",
        ["quota.warning"] = "Four fifths of a limit used",
        ["quota.agreed"] = "Agreed on a limit",
        ["quota.withdrawn"] = "Withdrew an agreed limit",
        ["tenant.provisioned"] = "Tenant made ready",
        ["tenant.move-requested"] = "Asked to move the tenant's data",
        ["tenant.moved"] = "Moved the tenant's data",
        ["tenant.suspended"] = "Suspended the tenant",
        ["tenant.resumed"] = "Resumed the tenant",
        ["tenant.deletion-requested"] = "Asked to delete the tenant",
        ["tenant.deletion-canceled"] = "Kept the tenant",
        ["tenant.removal-began"] = "Began to remove the tenant",
        ["tenant.restored"] = "Restored the tenant",
        ["tenant.key-rotation-requested"] = "Asked for a new key",
        ["tenant.key-destruction-requested"] = "Asked for the tenant's keys to be destroyed",
        ["tenant.keys-destroyed"] = "Destroyed the tenant's keys",
        ["member.added"] = "Added a member",
        ["session.opened"] = "Signed in",
        ["session.refused"] = "Sign-in refused",
        ["session.closed"] = "Signed out",
        ["plugin.install-requested"] = "Asked to install",
        ["plugin.upgrade-requested"] = "Asked to upgrade",
        ["plugin.uninstall-requested"] = "Asked to uninstall",
        ["rollout.approve-requested"] = "Approved a step",
        ["rollout.promote-requested"] = "Asked to promote",
        ["rollout.abort-requested"] = "Asked to abort",
        ["rollout.pause-requested"] = "Paused a rollout",
        ["rollout.resume-requested"] = "Resumed a rollout",
        ["rollout.completed"] = "Rollout completed",
        ["rollout.rolled-back"] = "Rolled back",
        ["rollout.aborted"] = "Rollout aborted",
        ["rollout.failed"] = "Rollout failed",
        ["rollout.stage-approved"] = "Approved a stage",
        ["rollout.stage-rejected"] = "Rejected a rollout",
        ["rollout.gate-opened"] = "Held rollout began",
        ["rollout.gate-expired"] = "Held rollout ended",
        ["rollout.freeze-overridden"] = "Overrode a freeze",
        ["rollout-policy.changed"] = "Changed the rollout policy",
        ["approval-group.created"] = "Made an approval group",
        ["approval-group.changed"] = "Changed an approval group",
        ["approval-group.deleted"] = "Removed an approval group",
        ["approval-delegation.created"] = "Lent the right to decide",
        ["approval-delegation.ended"] = "Took back a right to decide",
        ["remediation.found"] = "Found something wrong",
        ["remediation.acted"] = "Did something about it",
        ["remediation.gave-up"] = "Gave up on it",
        ["remediation.ended"] = "It is gone",
        ["remediation.dismissed"] = "Dismissed a finding",
        ["remediation-settings.changed"] = "Changed the remediation settings",
        ["purchase.started"] = "Started a purchase",
        ["purchase.paid"] = "Purchase paid",
        ["purchase.canceled"] = "Purchase canceled",
        ["operation.retried"] = "Retried an operation",
        ["operation.canceled"] = "Canceled an operation",
        ["api-key.created"] = "Created an API key",
        ["api-key.revoked"] = "Revoked an API key",
        ["webhook-endpoint.created"] = "Added a webhook endpoint",
        ["webhook-endpoint.tested"] = "Tried a webhook endpoint",
        ["webhook-endpoint.secret-rotated"] = "Made a new webhook secret",
        ["webhook-endpoint.enabled"] = "Enabled a webhook endpoint",
        ["webhook-endpoint.disabled"] = "Disabled a webhook endpoint",
        ["webhook-endpoint.deleted"] = "Deleted a webhook endpoint",
        ["alert-channel.created"] = "Added an alert channel",
        ["alert-channel.changed"] = "Changed an alert channel",
        ["alert-channel.secret-rotated"] = "Changed an alert channel's secret",
        ["alert-channel.disabled"] = "Disabled an alert channel",
        ["alert-channel.enabled"] = "Enabled an alert channel",
        ["alert-channel.tested"] = "Tried an alert channel",
        ["alert-channel.deleted"] = "Deleted an alert channel",
        ["objective.created"] = "Set an objective",
        ["objective.changed"] = "Changed an objective",
        ["objective.deleted"] = "Deleted an objective",
        ["objective.overridden"] = "Let rollouts begin in spite of an objective",
        ["alert.acknowledged"] = "Took care of an alert",
        ["audit.read"] = "Read the audit log",
        ["audit.exported"] = "Exported the audit log",
        ["audit.person-erased"] = "Erased a person from the log",
        ["log.continued"] = "Log went on as a tree",
    };

    /// <summary>How far back a filter may look.</summary>
    public static IReadOnlyDictionary<string, (string Words, TimeSpan Length)> Spans { get; } = new Dictionary<string, (string, TimeSpan)>(StringComparer.Ordinal)
    {
        ["day"] = ("Last 24 hours", TimeSpan.FromDays(1)),
        ["week"] = ("Last 7 days", TimeSpan.FromDays(7)),
        ["month"] = ("Last 30 days", TimeSpan.FromDays(30)),
    };

    public static string Action(string action) => Actions.GetValueOrDefault(action, action);

    /// <summary>What acted, where it was no person.</summary>
    public static string? Actor(string kind) => Words.Read<PrincipalKind>(kind) switch
    {
        PrincipalKind.ApiKey => "API key",
        PrincipalKind.System => "Portal",
        PrincipalKind.Staff => "Platform",
        _ => null,
    };

    public static string Detail(IReadOnlyDictionary<string, string> detail) =>
        string.Join(" · ", detail.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Key} {pair.Value.TrimEnd('.')}"));
}
