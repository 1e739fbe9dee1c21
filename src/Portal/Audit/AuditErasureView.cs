namespace Portal.Audit;

/// <param name="Member">Who was erased.</param>
/// <param name="Records">Records that named the person.</param>
internal sealed record AuditErasureView(string Member, int Records);
