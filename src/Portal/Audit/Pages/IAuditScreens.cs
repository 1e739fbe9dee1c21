using Portal.Components;

namespace Portal.Audit.Pages;

/// <summary>What the audit page asks.</summary>
internal interface IAuditScreens
{
    /// <summary>Newest first.</summary>
    Task<PageOf<AuditItem>> ListAsync(AuditQuestion filter, string? cursor, CancellationToken cancellationToken);
}
