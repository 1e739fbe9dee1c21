namespace Portal.Infrastructure.Operations.Backups;

/// <summary>
/// What a restore of one tenant leaves as it is. Rows that say what has happened, to the world or under a promise, are not undone by bringing back what people
/// entered; everything else of the catalog is restored, so a new table is restored without a line here.
/// </summary>
internal static class TenantRestoreSelection
{
    /// <summary>Tables by the beginning of their name, with the reason. Kept where the tenant is there; brought along where it is not.</summary>
    public static IReadOnlyDictionary<string, string> Kept { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["audit_"] = "The log is append-only: it goes on with the restore as a record.",
        ["billing_customer"] = "Stripe's, as Stripe has it now.",
        ["purchase"] = "Money that was paid since stays paid.",
        ["entitlement"] = "What was bought since stays bought.",
        ["journal"] = "The books are append-only.",
        ["operation"] = "What was done was done.",
        ["tenant_key"] = "A key that was destroyed stays destroyed, and what it had encrypted unreadable.",
        ["custom_domain"] = "Proved since, or given up; other tenants may have them now.",
        ["request_count"] = "Counted as they came.",
        ["quota_override"] = "What is agreed now.",
    };

    /// <summary>Tables that end with the restore: nobody is signed in, and nothing is on its way.</summary>
    public static IReadOnlySet<string> Ended { get; } = new HashSet<string>(StringComparer.Ordinal) { "session", "idempotency_key", "outbox_message" };

    /// <summary>Tables that an absent tenant does not get back: a domain is somebody else's until it is proved again, archives are another deployment's.</summary>
    public static IReadOnlySet<string> NotForNew { get; } = new HashSet<string>(StringComparer.Ordinal) { "custom_domain", "tenant_export", "tenant_export_chunk" };

    public static bool IsKept(string table) => Kept.Keys.Any(beginning => table.StartsWith(beginning, StringComparison.Ordinal));
}
