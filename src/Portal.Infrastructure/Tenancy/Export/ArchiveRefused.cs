using Portal.Domain;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>422: an archive that is not imported. It is refused as it is, never repaired, and nothing has changed.</summary>
/// <param name="Rule">Last part of the stable code, for example <c>checksum</c> or <c>schema-newer</c>.</param>
/// <param name="Reason">Which part breaks the rule, what the rule is, and what to do.</param>
public sealed record ArchiveRefused(string Rule, string Reason) : Error(ErrorKind.Unprocessable, $"tenant.archive.{Rule}", "The archive is refused", Reason);
