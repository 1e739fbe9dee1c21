using Portal.Domain.Plugins;

namespace Portal.Infrastructure.Plugins;

public sealed class PluginVersionRow
{
    public required PluginId PluginId { get; init; }

    public required string Version { get; init; }

    public required string Digest { get; init; }

    /// <summary>JSON of the manifest.</summary>
    public required string Manifest { get; init; }

    public required string Readme { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset? YankedAt { get; set; }
}
