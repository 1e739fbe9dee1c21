namespace Portal.Infrastructure.Audit;

/// <summary>The table of what is recorded and has no place in the log yet.</summary>
internal static class AuditPending
{
    public const string Table = "audit_pending_record";

    /// <summary>What it has in common with the log's own table.</summary>
    public const string Columns =
        "tenant_id, id, occurred_at, actor_kind, actor_id, principal, actor_name, actor_seal, on_behalf_of, address, address_seal, "
        + "action, subject_kind, subject_id, subject_name, subject_seal, detail, changes, personal, correlation_id";
}
