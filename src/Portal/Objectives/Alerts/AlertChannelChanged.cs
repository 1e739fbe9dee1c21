using Portal.Domain;

namespace Portal.Objectives.Alerts;

internal sealed record AlertChannelChanged() : Error(ErrorKind.PreconditionFailed, "alert-channel.changed", "Somebody changed the channel meanwhile",
    "If-Match: the alert channel is no longer the one you read. Read it again, look at what changed, then send your change with its ETag.");
