namespace Portal.Audit;

/// <param name="Action">Only this action, e.g. <c>plugin.install-requested</c>.</param>
/// <param name="Subject">Only this subject's id.</param>
/// <param name="Actor">Only this actor's name.</param>
/// <param name="Since">Only from this time on.</param>
/// <param name="Until">Only before this time.</param>
internal sealed record AuditFilter(string? Action, string? Subject, string? Actor, DateTimeOffset? Since = null, DateTimeOffset? Until = null)
{
    public static readonly AuditFilter None = new(null, null, null);
}
