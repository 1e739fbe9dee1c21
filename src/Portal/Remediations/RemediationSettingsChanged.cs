using Portal.Domain;

namespace Portal.Remediations;

internal sealed record RemediationSettingsChanged() : Error(ErrorKind.PreconditionFailed, "remediation-settings.changed", "Somebody changed the settings meanwhile",
    "If-Match: the remediation settings are no longer those you read. Read them again, look at what changed, then send your change with their ETag.");
