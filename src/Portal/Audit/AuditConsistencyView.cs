namespace Portal.Audit;

/// <param name="From">Leaves of the older tree.</param>
/// <param name="FromRoot">Its root.</param>
/// <param name="To">Leaves of the newer one.</param>
/// <param name="ToRoot">Its root.</param>
/// <param name="Path">The proof of RFC 6962, section 2.1.2.</param>
internal sealed record AuditConsistencyView(long From, string FromRoot, long To, string ToRoot, IReadOnlyList<string> Path);
