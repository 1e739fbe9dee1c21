namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>
/// What an archive leaves out, and why. Everything else of the catalog is in it, so a new table or column is exported without a line here,
/// unless it looks like a secret: then a test asks for a decision.
/// </summary>
internal static class ArchiveSelection
{
    /// <summary>Tables of which nothing is exported.</summary>
    public static IReadOnlyDictionary<string, string> LeftOutTables { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["session"] = "Who is signed in here is not signed in elsewhere.",
        ["idempotency_key"] = "Answers kept for a repeated request of a program; they end with the deployment.",
        ["outbox_message"] = "News on the way to open pages.",
        ["custom_domain"] = "Proved to this deployment; another one asks for a proof of its own.",
        ["quota_usage"] = "Counted anew as the rows arrive.",
        ["tenant_key"] = "Wrapped by this deployment's key service; another one could not unwrap them.",
        ["webhook_delivery"] = "What was sent was sent from here.",
        ["webhook_attempt"] = "What was sent was sent from here.",
        ["remediation"] = "What was found was found in this deployment's cluster.",
        ["remediation_attempt"] = "What was done was done in this deployment's cluster.",
        ["alert_delivery"] = "What was sent was sent from here.",
        ["tenant_export"] = "The archives themselves.",
        ["tenant_export_chunk"] = "The archives themselves.",
    };

    // Sealed by a key that never leaves this deployment: the secret is absent, and has to be entered or made anew. The manifest lists them.
    private const string Sealed = "null::bytea";

    /// <summary>Columns that are not exported, and the SQL that an import writes in their place.</summary>
    public static IReadOnlyDictionary<string, string> LeftOutColumns { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // A hash that no password has: given by whoever imports, so that checking against it takes as long as against any other.
        ["member.password_hash"] = "$2",
        // Of nothing: the key is listed and works no more.
        ["webhook_endpoint.secret_sealed"] = Sealed,
        ["alert_channel.secret_sealed"] = Sealed,
        ["alert_channel.second_key_until"] = "null::timestamptz",
        ["webhook_endpoint.previous_secret_sealed"] = Sealed,
        ["webhook_endpoint.previous_until"] = "null::timestamptz",
        ["api_key.secret_hash"] = "sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))",
    };

    /// <summary>Columns that look like secrets and are none.</summary>
    public static IReadOnlySet<string> KnownHarmless { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        // The chain of the audit log, which every reader of the log sees.
        "audit_head.hash", "audit_record.hash", "audit_record.previous_hash",
        // Its tree, and the salts of values that stand beside them.
        "audit_head.frontier", "audit_record.nodes", "audit_checkpoint.root", "audit_record.actor_seal", "audit_record.subject_seal", "audit_record.address_seal",
        "audit_pending_record.actor_seal", "audit_pending_record.subject_seal", "audit_pending_record.address_seal",
        // Names, not keys to anything.
        "operation.serial_key", "journal.business_key", "alert.dedup_key", "alert.plugin_key",
    };

    /// <summary>Tables whose rows are written before all others': they decide how many others there may be.</summary>
    public static IReadOnlySet<string> First { get; } = new HashSet<string>(StringComparer.Ordinal) { "quota_override" };

    /// <summary>Rows of a table, <c>t</c>, that are exported, where not all are.</summary>
    public static IReadOnlyDictionary<string, string> Conditions { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // What is still to be done is done here; elsewhere it would be done a second time.
        ["operation"] = "t.state in ('succeeded', 'failed', 'canceled')",
        ["operation_step"] = "exists (select from operation o where o.tenant_id = t.tenant_id and o.id = t.operation_id and o.state in ('succeeded', 'failed', 'canceled'))",
    };
}
