using Portal.Domain;

namespace Portal.Infrastructure.Plugins;

public sealed record PublisherUnknown(string Slug)
    : Error(ErrorKind.Unprocessable, "publisher.unknown", "There is no such publisher", $"publisher: no publisher \"{Slug}\" is registered.");
