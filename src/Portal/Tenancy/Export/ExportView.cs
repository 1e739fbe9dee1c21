namespace Portal.Tenancy.Export;

/// <param name="Id"><c>exp_…</c></param>
/// <param name="State">Queued, Running, Ready, Failed or Expired.</param>
/// <param name="Operation">Tells how far it is.</param>
/// <param name="RequestedBy">Who asked, by name.</param>
/// <param name="CreatedAt">When it was ordered.</param>
/// <param name="FinishedAt">When it was ready or had failed.</param>
/// <param name="ExpiresAt">When the archive is removed.</param>
/// <param name="Rows">Of all tables.</param>
/// <param name="Bytes">Of the archive.</param>
/// <param name="Digest">SHA-256 of the archive.</param>
/// <param name="Error">Why there is none.</param>
public sealed record ExportView(
    string Id,
    string State,
    string Operation,
    string RequestedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? ExpiresAt,
    long Rows,
    long Bytes,
    string? Digest,
    string? Error);
