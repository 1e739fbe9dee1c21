using Portal.Domain;

namespace Portal.Objectives.Alerts;

internal sealed record TooManyAlertChannels(int Most)
    : Error(ErrorKind.Conflict, "alert-channel.too-many", "Too many alert channels", $"A tenant has at most {Most} alert channels. Delete one that is not needed.");
