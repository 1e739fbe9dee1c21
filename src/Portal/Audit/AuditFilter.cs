namespace Portal.Audit;

/// <param name="Action">Only this action, e.g. <c>plugin.install-requested</c>.</param>
/// <param name="Subject">Only this subject's id.</param>
/// <param name="Actor">Only this actor's name.</param>
internal sealed record AuditFilter(string? Action, string? Subject, string? Actor)
{
    public static readonly AuditFilter None = new(null, null, null);
}
