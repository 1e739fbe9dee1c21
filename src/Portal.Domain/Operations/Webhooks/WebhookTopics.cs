namespace Portal.Domain.Operations.Webhooks;

/// <summary>What an endpoint can ask to be told of.</summary>
public static class WebhookTopics
{
    /// <summary>The topic of a message that was sent to try an endpoint.</summary>
    public const string Test = "test";

    /// <summary>
    /// Not operations: each delivery is one. Not the audit log: its records are read by permission, one by one; but what was signed of it, so that a tenant has it where nobody
    /// who runs Portal can reach it.
    /// </summary>
    public static IReadOnlyList<string> All { get; } =
        [Topic.Rollout, Topic.Installation, Topic.Purchase, Topic.Domain, Topic.Export, Topic.Quota, Topic.Tenant, Topic.Checkpoint];

    /// <summary>The event's type as it is sent: <c>rollout.changed</c>, <c>test</c>.</summary>
    public static string EventType(string topic) => topic switch
    {
        Test => Test,
        Topic.Checkpoint => "checkpoint.signed",
        _ => topic + ".changed",
    };
}
