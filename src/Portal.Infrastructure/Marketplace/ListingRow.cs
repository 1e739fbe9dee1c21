using Portal.Domain.Plugins;

namespace Portal.Infrastructure.Marketplace;

public sealed class ListingRow
{
    public required PluginId PluginId { get; init; }

    public required string Category { get; set; }

    public required string Summary { get; set; }

    public required string Description { get; set; }

    public required string Icon { get; set; }

    public long? PriceMinor { get; set; }

    public string? Currency { get; set; }

    /// <summary>What an installation gets that names no version.</summary>
    public required string Version { get; set; }

    public bool Listed { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
