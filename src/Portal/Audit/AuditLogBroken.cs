using Portal.Domain;

namespace Portal.Audit;

/// <summary>409: the log does not fit together any more, so nothing is changed in it.</summary>
internal sealed record AuditLogBroken() : Error(
    ErrorKind.Conflict, "audit.log.broken", "The audit log was changed from outside",
    "The audit log takes no more records: its end does not fit the records that are there, so somebody has changed it in the database. Nothing was erased. Those who run this deployment are called, and will tell you when it is mended.");
