using Portal.Domain.Plugins;

namespace Portal.Infrastructure.Plugins;

public sealed class PluginRow
{
    public required PluginId Id { get; init; }

    public required string Key { get; init; }

    public required PublisherId PublisherId { get; init; }

    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
